import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { BenchError } from "./bench-error.ts";

/**
 * A child process that exchanges messages with this process, and ends with it. Its output is shown only if it exits
 * unexpectedly.
 *
 * @typeParam Sent Messages to the child.
 * @typeParam Received Messages from the child.
 */
export class Child<Sent extends object, Received> {
  readonly #process: ChildProcess;
  readonly #received: Received[] = [];
  readonly #waiting: PromiseWithResolvers<Received>[] = [];
  #failure: BenchError | undefined;
  #lastWords = "";

  /** @param module Path of the TypeScript file to run, relative to this folder. */
  constructor(module: string) {
    this.#process = fork(new URL(module, import.meta.url), {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-2000);
    });
    this.#process.on("message", (message) => {
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#received.push(message as Received);
      else waiting.resolve(message as Received);
    });
    this.#process.on("close", (code, signal) => {
      const how = signal ?? `exit code ${code}`;
      this.#failure = new BenchError(`${module} ended unexpectedly (${how})\n${this.#lastWords}`.trim());
      for (const waiting of this.#waiting) waiting.reject(this.#failure);
    });
  }

  send(message: Sent): void {
    this.#process.send(message);
  }

  /**
   * The next message from the child.
   *
   * @throws BenchError if the child exits before it sends one.
   */
  async receive(): Promise<Received> {
    const message = this.#received.shift();
    if (message !== undefined) return message;
    if (this.#failure !== undefined) throw this.#failure;
    const waiting = Promise.withResolvers<Received>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  /** Stops the child, and waits until it has exited. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, "exit");
    this.#process.kill();
    await exit;
  }
}
