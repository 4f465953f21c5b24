"""The column as a Scrapy user would read it: links of the same site, and the main fields of every report."""

import gzip
import hashlib
import uuid
from datetime import datetime, timezone
from urllib.parse import urlsplit

import scrapy


class WarcFile:
    """Requests and answers as WARC 1.1, a gzip member a record; heads are put together again from what Scrapy tells."""

    def __init__(self, path):
        self.file = open(path, "wb")

    def write(self, kind, url, block, more=()):
        identity = f"<urn:uuid:{uuid.uuid4()}>"
        fields = [
            ("WARC-Type", kind),
            ("WARC-Record-ID", identity),
            ("WARC-Date", datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")),
            ("WARC-Target-URI", url),
            ("Content-Type", f"application/http; msgtype={kind}"),
            *more,
            ("WARC-Block-Digest", "sha256:" + hashlib.sha256(block).hexdigest()),
            ("Content-Length", str(len(block))),
        ]
        head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
        self.file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))
        return identity

    def keep(self, response):
        request = response.request
        answer = f"HTTP/1.1 {response.status} OK\r\n".encode() + response.headers.to_string() + b"\r\n\r\n"
        payload = ("WARC-Payload-Digest", "sha256:" + hashlib.sha256(response.body).hexdigest())
        identity = self.write("response", response.url, answer + response.body, [payload])
        asked = f"{request.method} {urlsplit(request.url).path} HTTP/1.1\r\n".encode()
        block = asked + request.headers.to_string() + b"\r\n\r\n"
        self.write("request", response.url, block, [("WARC-Concurrent-To", identity)])

    def close(self):
        self.file.close()


class ColumnSpider(scrapy.Spider):
    name = "column"
    custom_settings = {
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "FEED_EXPORT_ENCODING": "utf-8",
    }

    def __init__(self, column, warc=None, **options):
        super().__init__(**options)
        self.warc = WarcFile(warc) if warc else None
        self.start_urls = [column]
        self.host = urlsplit(column).netloc
        self.seen = {column}

    def closed(self, reason):
        if self.warc:
            self.warc.close()

    def parse(self, response):
        if self.warc:
            self.warc.keep(response)
        title = response.css("h1.title::text").get()
        if title is not None:
            yield {
                "url": response.url,
                "title": title,
                "publisher": response.css("meta[name=ContentSource]::attr(content)").get(),
                "published_at": response.css("meta[name=PubDate]::attr(content)").get(),
                "text": "\n".join(response.css(".TRS_Editor ::text").getall()),
            }
        for href in response.css("a::attr(href)").getall():
            url = response.urljoin(href)
            if url not in self.seen and urlsplit(url).netloc == self.host:
                self.seen.add(url)
                yield scrapy.Request(url)
