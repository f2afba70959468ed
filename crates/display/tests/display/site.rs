//! A server of one page that does as it is told, for as long as the scene wants it there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Looks to the supervisor as the app does, says when it is painted, and runs what `/order` answers.
const PAGE: &str = "<!doctype html>
<html lang=en data-kiosk=attract data-app=ready><title>Page</title><link rel=icon href='data:,'>
<body><h1>Page</h1><input id=field><script>
requestAnimationFrame(() => requestAnimationFrame(() => fetch('/painted' + location.search)));
const obey = () => fetch('/order').then((answer) => answer.text()).then((order) => { (0, eval)(order); obey(); });
obey();
</script>";

/// A request that came.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub cookie: String,
    pub at: Instant,
}

#[derive(Default)]
struct Told {
    requests: Vec<Request>,
    order: Option<String>,
    /// When the order left for the page.
    ordered: Option<Instant>,
    /// Number of the newest `/order`; older ones belong to pages that are gone.
    waiting: u64,
}

#[derive(Default)]
struct Shared {
    told: Mutex<Told>,
    news: Condvar,
    closed: AtomicBool,
}

/// The server. Gone when dropped.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Site {
    pub fn open() -> Self {
        Self::open_at(SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    pub fn open_at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).expect("a free port");
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let of_thread = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if of_thread.closed.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&of_thread);
                thread::spawn(move || stream.map(|stream| answer(stream, &shared)));
            }
        });
        Self { address, shared }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many requests have come.
    pub fn count(&self) -> usize {
        self.shared.told.lock().unwrap().requests.len()
    }

    /// The first request after the `from`th whose path begins with `path`.
    pub fn wait_for(&self, path: &str, from: usize, limit: Duration) -> Option<Request> {
        let found = |told: &Told| {
            let rest = told.requests.iter().skip(from);
            rest.clone().find(|one| one.path.starts_with(path)).cloned()
        };
        let told = self.shared.told.lock().unwrap();
        let waited = self
            .shared
            .news
            .wait_timeout_while(told, limit, |told| found(told).is_none());
        found(&waited.unwrap().0)
    }

    /// Has the page run a script, and says when the script left for it.
    pub fn order(&self, script: &str) -> Instant {
        let mut told = self.shared.told.lock().unwrap();
        told.order = Some(script.to_owned());
        told.ordered = None;
        self.shared.news.notify_all();
        let limit = Duration::from_secs(10);
        let waited = self
            .shared
            .news
            .wait_timeout_while(told, limit, |told| told.ordered.is_none());
        waited.unwrap().0.ordered.expect("the page asks for orders")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        self.shared.news.notify_all();
        // Wakes the listener, which then goes.
        let _ = TcpStream::connect(self.address);
    }
}

fn answer(mut stream: TcpStream, shared: &Shared) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let headers = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty());
    let cookie = headers.filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("cookie")
            .then(|| value.to_owned())
    });
    let request = Request {
        cookie: cookie.last().unwrap_or_default(),
        path: path.clone(),
        at: Instant::now(),
    };
    {
        let mut told = shared.told.lock().unwrap();
        told.requests.push(request);
        shared.news.notify_all();
    }
    let body = match path.as_str() {
        "/order" => order_for(shared)?,
        "/slow" => {
            thread::sleep(Duration::from_secs(3));
            PAGE.to_owned()
        }
        "/foreign" => "<!doctype html><title>Error 502</title>Bad gateway".to_owned(),
        _ => PAGE.to_owned(),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .ok()
}

/// Waits for the next order, unless a newer page does.
fn order_for(shared: &Shared) -> Option<String> {
    let mut told = shared.told.lock().unwrap();
    told.waiting += 1;
    let mine = told.waiting;
    shared.news.notify_all();
    let mut told = shared
        .news
        .wait_while(told, |told| {
            let alone = told.waiting == mine && !shared.closed.load(Ordering::SeqCst);
            alone && told.order.is_none()
        })
        .unwrap();
    if told.waiting != mine {
        return None;
    }
    let order = told.order.take()?;
    told.ordered = Some(Instant::now());
    shared.news.notify_all();
    Some(order)
}
