/**
 * Calls `callback` when a signal aborts; returns a function that unsubscribes. All callbacks of a signal share one event listener,
 * because platforms search a signal's listeners linearly on each change.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const known = listenersBySignal.get(signal);
  const listeners = known ?? { callbacks: new Set(), fire: () => fireAll(signal) };
  if (known === undefined) {
    listenersBySignal.set(signal, listeners);
    signal.addEventListener("abort", listeners.fire);
  }
  listeners.callbacks.add(callback);
  return () => {
    listeners.callbacks.delete(callback);
    if (listeners.callbacks.size === 0) forget(signal, listeners);
  };
}

/**
 * Creates a controller that also aborts with any of the signals. They may be those of a library: the platform combines only its own.
 * When it aborts, it stops listening to them.
 */
export function followerOf(signals: readonly AbortSignal[]): AbortController {
  const controller = new AbortController();
  for (const signal of signals) {
    const follow = (): void => controller.abort(signal.reason);
    if (signal.aborted) follow();
    else onAbort(controller.signal, onAbort(signal, follow));
  }
  return controller;
}

interface Listeners {
  readonly callbacks: Set<() => void>;
  readonly fire: () => void;
}

const listenersBySignal = new WeakMap<AbortSignal, Listeners>();

function fireAll(signal: AbortSignal): void {
  const listeners = listenersBySignal.get(signal);
  if (listeners === undefined) return;
  forget(signal, listeners);
  for (const callback of listeners.callbacks) callback();
}

function forget(signal: AbortSignal, listeners: Listeners): void {
  signal.removeEventListener("abort", listeners.fire);
  if (listenersBySignal.get(signal) === listeners) listenersBySignal.delete(signal);
}
