/** What the browser loads of this benchmark, inside the page's folder: both come from one server, with the same headers. */
export const FOLDER = new URL("../target/bench/page/benches/", import.meta.url);
