//! The page on a loopback port, with the headers that it is meant to have.

use crate::{build, settings::Settings};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    fs,
    net::Ipv4Addr,
    path::{Component, Path, PathBuf},
};
use tiny_http::{Header, Method, Request, Response, Server};

/// Builds the page, serves it until the process is stopped, and opens the browser.
pub fn start(settings: &Settings, open_browser: bool) -> Result<()> {
    build::wasm(settings)?;
    let folder = Path::new("target/page");
    build::page(folder)?;
    let server = listen(settings.serve.port)?;
    let address = server.server_addr().to_ip().context("no IP address")?;
    let url = format!("http://{address}/");
    println!("\nThe page is at {url}\nIt is served to this machine alone. Stop it with Ctrl+C.");
    if open_browser && let Err(error) = open::that_detached(&url) {
        println!("No browser could be opened ({error}): open the address yourself.");
    }
    let policy = content_security_policy(&fs::read_to_string(folder.join("index.html"))?)?;
    for request in server.incoming_requests() {
        // A client that went away in the middle is not our trouble.
        let _ = answer(request, folder, &policy);
    }
    Ok(())
}

/// The page's own port; if something else has it, any free one.
fn listen(port: u16) -> Result<Server> {
    let on = |port| Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| anyhow!(error));
    on(port).or_else(|_| {
        println!("Port {port} is taken; another one is used. What you saved to this browser earlier belongs to port {port}.");
        on(0)
    })
}

/// The policy stands in the page itself, for those who host it elsewhere; the header adds what a page can't say of itself.
fn content_security_policy(html: &str) -> Result<String> {
    let marker = "http-equiv=\"Content-Security-Policy\" content=\"";
    let rest = html.split_once(marker).context("index.html has no content security policy")?.1;
    let policy = rest.split_once('"').context("the content security policy does not end")?.0;
    Ok(format!("{policy}; frame-ancestors 'none'"))
}

fn answer(request: Request, folder: &Path, policy: &str) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Ok(request.respond(Response::empty(405))?);
    }
    let Some(path) = file(folder, request.url()) else {
        return Ok(request.respond(Response::empty(404))?);
    };
    let mut response = Response::from_data(fs::read(&path)?);
    let headers = [
        ("Content-Type", media_type(&path)?),
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];
    for (name, value) in headers {
        response.add_header(Header::from_bytes(name, value).map_err(|()| anyhow!("header {name}"))?);
    }
    Ok(request.respond(response)?)
}

/// The file behind a URL, if it is one of the folder's.
fn file(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(path);
    (inside && file.is_file()).then_some(file)
}

fn media_type(path: &Path) -> Result<&'static str> {
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("ts") => "text/plain; charset=utf-8",
        _ => bail!("no media type for {}", path.display()),
    })
}
