//! An HTTP/1.1 client that costs next to nothing, because it shares the processor with what it measures: one kept-alive
//! connection, requests as ready-made bytes, answers read into one buffer.

use std::fmt::Write as _;
use std::net::SocketAddr;

use anyhow::{Context, bail};
use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request as it goes over the wire.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a str,
}

impl<'a> Request<'a> {
    pub(crate) const fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: &[], content_type: "", body: "" }
    }

    pub(crate) const fn post(path: &'a str, headers: &'a [(&'a str, &'a str)], body: &'a str) -> Self {
        Self { method: "POST", path, headers, content_type: "application/json", body }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\nhost: bench\r\n", self.method, self.path);
        for (name, value) in self.headers {
            write!(text, "{name}: {value}\r\n").expect("BUG: a string takes all text");
        }
        if self.method != "GET" {
            let (kind, length) = (self.content_type, self.body.len());
            write!(text, "content-type: {kind}\r\ncontent-length: {length}\r\n")
                .expect("BUG: a string takes all text");
        }
        text.push_str("\r\n");
        text.push_str(self.body);
        text.into_bytes()
    }
}

/// The answer to the last request of a connection.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// The body as JSON, if the status is the one that was hoped for.
    pub(crate) fn json<T: Deserialize<'a>>(&self, status: u16) -> anyhow::Result<T> {
        self.expect(status)?;
        serde_json::from_slice(self.body).with_context(|| format!("cannot read the answer {}", self.text()))
    }

    pub(crate) fn expect(&self, status: u16) -> anyhow::Result<()> {
        if self.status != status {
            bail!("expected {status}, got {}: {}", self.status, self.text());
        }
        Ok(())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(self.body).chars().take(500).collect()
    }
}

/// A kept-alive connection. After a failure the next request opens another one.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) const fn to(address: SocketAddr) -> Self {
        Self { address, stream: None, buffer: Vec::new() }
    }

    pub(crate) async fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        // Taken out until the answer is complete: a connection that was left halfway is of no use.
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.address).await?,
        };
        stream.write_all(request).await.context("cannot send")?;
        self.buffer.clear();
        let head = loop {
            read_more(&mut stream, &mut self.buffer).await?;
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break Head::parse(&self.buffer[..end])?;
            }
        };
        while self.buffer.len() < head.length + head.body {
            read_more(&mut stream, &mut self.buffer).await?;
        }
        if !head.closes {
            self.stream = Some(stream);
        }
        Ok(Answer { status: head.status, body: &self.buffer[head.length..head.length + head.body] })
    }
}

async fn connect(address: SocketAddr) -> anyhow::Result<TcpStream> {
    let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn read_more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<()> {
    buffer.reserve(16 * 1024);
    if stream.read_buf(buffer).await.context("cannot read the answer")? == 0 {
        bail!("the connection was closed in the middle of an answer");
    }
    Ok(())
}

struct Head {
    status: u16,
    /// Bytes before the body.
    length: usize,
    body: usize,
    closes: bool,
}

impl Head {
    fn parse(bytes: &[u8]) -> anyhow::Result<Self> {
        let text = str::from_utf8(bytes).context("the head of the answer is not text")?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.get(9..12)).and_then(|digits| digits.parse().ok());
        let mut head = Self {
            status: status.with_context(|| format!("no status in {text}"))?,
            length: bytes.len() + 4,
            body: 0,
            closes: false,
        };
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            if name.eq_ignore_ascii_case("content-length") {
                head.body = value.parse().with_context(|| format!("content-length {value}"))?;
            } else if name.eq_ignore_ascii_case("connection") {
                head.closes = value.eq_ignore_ascii_case("close");
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                bail!("the answer has no length; this client reads only answers of known length");
            }
        }
        Ok(head)
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
