/** The server: JSON on request, and a stream of what changes. */

export async function get(path) {
  const answer = await fetch(`api/${path}`);
  if (answer.ok) return answer.json();
  const fault = await answer.json().catch(() => ({}));
  throw new Error(fault.error ?? `${answer.status} ${answer.statusText}`);
}

const RetryDelay = 1000;

/** How long the server may be silent: it says that it is alive every 5 s. */
const SilenceLimit = 12000;

/**
 * Calls handlers.ready whenever nothing is missed from now on (everything has to be read), .points and .changed until it is closed.
 * Connects again after the server was away.
 */
export class Feed {
  #runs; #handlers; #source; #closed = false; #heard;

  constructor(runs, handlers) {
    [this.#runs, this.#handlers] = [runs, handlers];
    this.#connect();
    this.#heard = Date.now();
    this.watch = setInterval(() => this.#check(), RetryDelay);
  }

  close() {
    this.#closed = true;
    clearInterval(this.watch);
    this.#source.close();
  }

  #connect() {
    show('connecting', 'connecting');
    this.#source = new EventSource(`api/live?runs=${this.#runs.join(',')}`);
    this.#on('ready', () => { show('live', 'live'); this.#handlers.ready(); });
    this.#on('points', data => this.#handlers.points?.(data));
    this.#on('changed', data => this.#handlers.changed?.(data));
    this.#on('alive', () => {});
    this.#on('away', data => show('away', data.error));
    this.#source.onerror = () => show('away', 'the server does not answer; trying again');
  }

  #on(kind, handle) {
    this.#source.addEventListener(kind, event => { this.#heard = Date.now(); handle(JSON.parse(event.data)); });
  }

  #check() {
    const silent = Date.now() - this.#heard > SilenceLimit;
    if (this.#closed || (this.#source.readyState !== EventSource.CLOSED && !silent)) return;
    this.#source.close();
    this.#heard = Date.now();
    this.#connect();
  }
}

function show(state, text) {
  const link = document.getElementById('link');
  if (link.dataset.state === state && link.textContent === text) return;
  link.dataset.state = state;
  link.textContent = text;
}
