//! The page on a loopback port, with the headers that it is meant to have.

use crate::{build, profiles, settings::Settings};
use anyhow::{Context, Result, anyhow};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    serve::ListenerExt,
};
use std::{fs, net::Ipv4Addr, path::Path, thread};
use tokio::{net::TcpListener, sync::watch};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Builds the page, serves it until the process is stopped, and opens the browser. Modules that it can start without are compiled
/// when the page is there already: a request for one of them waits.
pub fn start(settings: &Settings, open_browser: bool) -> Result<()> {
    let folder = Path::new("target/page");
    build::page_with_main_module(settings, folder)?;
    let (compiled, later) = watch::channel(());
    thread::scope(|scope| {
        let server = scope.spawn(|| {
            tokio::runtime::Builder::new_current_thread().enable_io().build()?.block_on(async {
                let listener = listen(settings.serve.port).await?;
                let url = format!("http://{}/", listener.local_addr()?);
                println!("\nThe page is at {url}\nIt is served to this machine alone. Stop it with Ctrl+C.\n");
                for (browser, folder) in profiles::on_this_machine() {
                    println!("{browser} keeps its profiles in {}. Nothing in them was read.", folder.display());
                }
                if open_browser && let Err(error) = open::that_detached(&url) {
                    println!("No browser could be opened ({error}): open the address yourself.");
                }
                let service = service(folder)?.layer(from_fn_with_state(later, wait_for_module));
                Ok(serve(listener, service).await?)
            })
        });
        if let Err(error) = build::later_modules(settings, folder) {
            println!("Encrypted backups and browsers' folders will not work: {error:#}");
        }
        drop(compiled);
        server.join().map_err(|_| anyhow!("the server has stopped"))?
    })
}

/// Holds a request for one of the later modules back until they are compiled.
async fn wait_for_module(State(mut later): State<watch::Receiver<()>>, request: Request, next: Next) -> Response {
    if build::LATER.iter().any(|module| module.is_at(request.uri().path())) {
        // Nothing is ever sent: the channel closes when they are there.
        let _ = later.changed().await;
    }
    next.run(request).await
}

/// Serves until the process ends. A file goes out at once, in however many pieces it comes: else the second piece waits for the
/// browser's word that it has the first, which takes 40 ms.
pub async fn serve(listener: TcpListener, service: axum::Router) -> std::io::Result<()> {
    let prompt = listener.tap_io(|connection| {
        // Without it all works, only later.
        let _ = connection.set_nodelay(true);
    });
    axum::serve(prompt, service).await
}

/// Binds the page's own port; if something else has it, any free one.
async fn listen(port: u16) -> Result<TcpListener> {
    if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        return Ok(listener);
    }
    println!(
        "Port {port} is taken; another one is used. What you saved to this browser earlier belongs to port {port}."
    );
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?)
}

/// Serves the folder's files, each with the headers, to those who ask for this machine by its own name.
pub fn service(folder: &Path) -> Result<axum::Router> {
    let mut files = axum::Router::new().fallback_service(ServeDir::new(folder));
    for (name, value) in headers(folder)? {
        let value = HeaderValue::from_str(&value)?;
        files = files.layer(SetResponseHeaderLayer::overriding(HeaderName::from_static(name), value));
    }
    Ok(files.layer(from_fn(alone_in_its_window)).layer(from_fn(only_by_own_name)))
}

/// The addresses of the page itself. A page that has opened it must not keep hold of its window: it could replace it later. The bookmarklet
/// opens the page at another address, where it is given something by the page that it comes from.
const PAGE: [&str; 2] = ["/", "/index.html"];
const ALONE: (HeaderName, &str) = (HeaderName::from_static("cross-origin-opener-policy"), "same-origin");

/// Cuts the link between the page and whatever has opened it.
async fn alone_in_its_window(request: Request, next: Next) -> Response {
    let is_page = PAGE.contains(&request.uri().path());
    let mut response = next.run(request).await;
    if is_page {
        response.headers_mut().insert(ALONE.0, HeaderValue::from_static(ALONE.1));
    }
    response
}

/// Refuses a request for another host. Somebody else's name may lead to this machine, and the page would then be of that origin.
async fn only_by_own_name(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if ["127.0.0.1", "localhost"].contains(&name) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

/// Returns the headers of every file of the page's folder.
fn headers(folder: &Path) -> Result<[(&'static str, String); 5]> {
    let policy = content_security_policy(&fs::read_to_string(folder.join("index.html"))?)?;
    Ok([
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff".to_owned()),
        ("referrer-policy", "no-referrer".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
        ("cache-control", "no-store".to_owned()),
    ])
}

/// Writes the headers to a file that static hosts read (Netlify, Cloudflare Pages and others): `_headers`.
pub fn write_headers_file(folder: &Path) -> Result<()> {
    let mut text = "/*\n".to_owned();
    text.extend(headers(folder)?.map(|(name, value)| format!("  {name}: {value}\n")));
    text.extend(PAGE.map(|path| format!("{path}\n  {}: {}\n", ALONE.0, ALONE.1)));
    Ok(fs::write(folder.join("_headers"), text)?)
}

/// Reads the policy out of the page, which has it for those who host it elsewhere. The header adds what a page can't say of itself.
fn content_security_policy(html: &str) -> Result<String> {
    let marker = "http-equiv=\"Content-Security-Policy\" content=\"";
    let rest = html.split_once(marker).context("index.html has no content security policy")?.1;
    let policy = rest.split_once('"').context("the content security policy does not end")?.0;
    Ok(format!("{policy}; frame-ancestors 'none'"))
}
