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
 * Aborts a controller with a signal, which may be that of a library: the platform combines only its own. Once the controller aborts,
 * nothing listens to the signal any more.
 */
export function follow(controller: AbortController, signal: AbortSignal): void {
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else onAbort(controller.signal, onAbort(signal, abort));
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
