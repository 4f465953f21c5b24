"""Columns crawled by Scrapy, every answer kept in the way of one of Scrapy's plugins for web archives.

Scrapy writes no WARC itself, and keeps of a head only names and values. `middleware` does as scrapy-warcio 0.0.8: a
downloader middleware behind HttpCompressionMiddleware, so that bodies have lost their coding and their Content-Length is
another; WARC 1.0, dates with six digits, no digests. `signal` does as scrapy-webarchive 0.5.2: at response_downloaded,
where bodies are as they came; WARC 1.1 behind a warcinfo of 1.0, dates without fraction, sha1 in base 32, packed as WACZ.
Both know neither reason nor version, write only one value of each line, the answer before its request, and paths without
queries.
"""

import base64
import gzip
import hashlib
import json
import socket
import uuid
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

import scrapy
from scrapy import signals

MANNERS = {
    "middleware": ("WARC/1.0", "application/http;msgtype=%s", "%Y-%m-%dT%H:%M:%S.%fZ"),
    "signal": ("WARC/1.1", "application/http; msgtype=%s", "%Y-%m-%dT%H:%M:%SZ"),
}


def sha1(content):
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


def identity():
    return f"<urn:uuid:{uuid.uuid1()}>"


def head_of(first, headers):
    lines = [first.encode(), *(name + b": " + headers[name] for name in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


class WarcFile:
    def __init__(self, path, manner):
        self.path = path
        self.manner = manner
        self.version, self.type, self.date = MANNERS[manner]
        self.record("warcinfo", [("WARC-Filename", path.name)], "application/warc-fields", b"software: Scrapy\r\n", 0)

    def record(self, kind, fields, content_type, block, head):
        named = [("WARC-Type", kind), ("WARC-Date", datetime.now(timezone.utc).strftime(self.date)), *fields]
        if not any(name == "WARC-Record-ID" for name, _ in named):
            named.append(("WARC-Record-ID", identity()))
        if self.manner == "signal":
            named += [("WARC-Payload-Digest", sha1(block[head:])), ("WARC-Block-Digest", sha1(block))]
        named += [("Content-Type", content_type), ("Content-Length", str(len(block)))]
        version = "WARC/1.0" if kind == "warcinfo" else self.version
        lines = f"{version}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in named) + "\r\n"
        with open(self.path, "ab") as file:
            file.write(gzip.compress(lines.encode() + block + b"\r\n\r\n"))

    def exchange(self, kind, url, head, body, more):
        fields = [("WARC-Target-URI", url), *more]
        self.record(kind, fields, self.type % kind, head + body, len(head))

    def keep(self, request, response):
        answered = identity()
        head = head_of(f"HTTP/1.0 {response.status}", response.headers)
        self.exchange("response", response.url, head, response.body, [("WARC-Record-ID", answered)])
        asked = head_of(f"{request.method} {urlsplit(request.url).path} HTTP/1.0", request.headers)
        self.exchange("request", request.url, asked, request.body, [("WARC-Concurrent-To", answered)])

    def pack(self):
        description = {"profile": "data-package", "wacz_version": "1.1.1", "software": "Scrapy", "resources": []}
        with zipfile.ZipFile(self.path.with_name("crawl.wacz"), "w", zipfile.ZIP_STORED) as package:
            package.writestr("indexes/index.cdxj", "")
            package.write(self.path, f"archive/{self.path.name}")
            package.writestr("datapackage.json", json.dumps(description))
        self.path.unlink()


class KeepDecoded:
    """Keeps what HttpCompressionMiddleware, which is nearer to the network, has left of an answer."""

    def process_response(self, request, response, spider):
        if spider.warc.manner == "middleware":
            spider.warc.keep(request, response)
        return response


class ColumnSpider(scrapy.Spider):
    name = "column"
    custom_settings = {
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": {KeepDecoded: 543},
    }

    def __init__(self, lists, folder, manner, **options):
        super().__init__(**options)
        self.start_urls = lists.split()
        self.hosts = {urlsplit(url).netloc for url in self.start_urls}
        name = f"column-{datetime.now():%Y%m%d%H%M%S}-00000-{socket.gethostname().split('.')[0]}.warc.gz"
        self.warc = WarcFile(Path(folder) / name, manner)

    @classmethod
    def from_crawler(cls, crawler, *args, **kwargs):
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.warc.manner == "signal":
            crawler.signals.connect(spider.downloaded, signals.response_downloaded)
        return spider

    def downloaded(self, response, request):
        self.warc.keep(request, response)

    def closed(self, reason):
        if self.warc.manner == "signal":
            self.warc.pack()

    def parse(self, response):
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        for href in response.css("a::attr(href)").getall():
            url = response.urljoin(href)
            if urlsplit(url).netloc in self.hosts:
                yield scrapy.Request(url)
