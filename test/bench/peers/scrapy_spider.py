"""The column as a Scrapy user would read it: links of the same site, and the main fields of every report."""

from urllib.parse import urlsplit

import scrapy


class ColumnSpider(scrapy.Spider):
    name = "column"
    custom_settings = {
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "FEED_EXPORT_ENCODING": "utf-8",
    }

    def __init__(self, column, **options):
        super().__init__(**options)
        self.start_urls = [column]
        self.host = urlsplit(column).netloc
        self.seen = {column}

    def parse(self, response):
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
