import { TracedPromise, type TracedWork } from "../errors/index.js";
import type { WithResponse } from "../operations/index.js";

/** The response of a call in progress. */
export interface PendingAnswer extends TracedWork {
  /** Set by `asResponse`: the caller reads the body of the response, and the result is an error. */
  unread: boolean;
  /** The response, available with the result, or when the body is left to the caller. */
  response: Response | undefined;
}

/**
 * The result of a call. The call starts immediately, whether its promise is awaited or not. `Outcome` is what `withResponse` returns.
 */
export class APIPromise<Result, Outcome = WithResponse<Result>> extends TracedPromise<Result, PendingAnswer> {
  /** Allows `await` without an intermediate promise; `then` returns an ordinary promise. */
  // biome-ignore lint/complexity/useLiteralKeys: the name without brackets is that of the constructor itself.
  override get ["constructor"](): PromiseConstructor {
    return Promise;
  }

  /**
   * Creates a call that has already succeeded, for tests of code that calls the API.
   *
   * @example
   * const invoices: Pick<Invoices, "retrieve"> = { retrieve: () => APIPromise.fromResult(invoice) };
   */
  static fromResult<Result, Outcome = WithResponse<Result>>(
    data: Result,
    response: Response = new Response(),
  ): APIPromise<Result, Outcome> {
    return new APIPromise((resolve) => {
      resolve(data);
      return { unread: false, response, caller: undefined };
    });
  }

  /**
   * Returns the result together with the response's status and headers.
   *
   * @example
   * const { data: task, status, response } = await copilot.tasks.retrieve(id).withResponse();
   */
  withResponse(): Promise<Outcome> {
    return this.then((data) => {
      const response = this["~work"].response as Response;
      return { data, status: response.status, response } as Outcome;
    });
  }

  /**
   * Returns the response with its body unread, for bodies too large for memory: `maxResponseBytes` does not apply. Use it in the
   * same expression as the call; the result itself can then no longer be awaited.
   *
   * `signal`, `timeout` and `deadline` apply until the body has ended. When one of them ends the call, the connection is closed
   * even if the body is not being read, and reading it fails with the error that the call would have failed with. So read the body or
   * cancel it, and raise `timeout` if reading takes longer. An unused response is cancelled when it is garbage collected.
   *
   * @throws TypeError when the body has already been read.
   * @example
   * const response = await copilot.files.download(id).asResponse();
   * let size = 0;
   * for await (const chunk of response.body ?? []) size += chunk.length;
   */
  async asResponse(): Promise<Response> {
    const answer = this["~work"];
    answer.unread = true;
    await this.then(
      () => {
        throw new TypeError("asResponse() was called too late: the body has already been read");
      },
      (error) => {
        if (answer.response === undefined) throw error;
      },
    );
    return answer.response as Response;
  }
}
