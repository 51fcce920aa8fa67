import { awaitDirectly, TracedPromise, type TracedWork } from "../errors/index.js";

/** A result with the response that it came in. */
export interface WithResponse<Result> {
  readonly data: Result;
  /** The response; its body has been read. */
  readonly response: Response;
}

/** The response of a call that is under way. */
export interface PendingAnswer extends TracedWork {
  /** Set by `asResponse`: when the response is there, its body is left to the caller, and the result is an error. */
  unread: boolean;
  /** The response, once the result is there or the body was left to the caller. */
  response: Response | undefined;
}

/** The result of a call. The call starts at once, whether its promise is awaited or not. */
export class APIPromise<Result> extends TracedPromise<Result> {
  readonly #answer: PendingAnswer;

  /** @param start Begins the call, which settles the promise by what it is given. It never throws. */
  constructor(start: (resolve: (result: Result | Promise<never>) => void) => PendingAnswer) {
    let answer: PendingAnswer | undefined;
    super((resolve) => {
      answer = start(resolve);
      return answer;
    });
    this.#answer = answer as PendingAnswer;
  }

  static {
    awaitDirectly(APIPromise);
  }

  /**
   * A call that has succeeded already, for tests of code that calls the API.
   *
   * @example
   * const clients: Pick<Clients, "retrieve"> = { retrieve: () => APIPromise.fromResult(client) };
   */
  static fromResult<Result>(data: Result, response: Response = new Response()): APIPromise<Result> {
    return new APIPromise((resolve) => {
      resolve(data);
      return { unread: false, response, caller: undefined };
    });
  }

  /**
   * The result together with the response's status and headers.
   *
   * @example
   * const { data: task, response } = await copilot.tasks.retrieve(id).withResponse();
   */
  withResponse(): Promise<WithResponse<Result>> {
    return this.then((data) => ({ data, response: this.#answer.response as Response }));
  }

  /**
   * The response with its body unread, for bodies too large for memory: `maxResponseBytes` does not apply. Call it in the same
   * expression as the call; the result itself can then no longer be awaited.
   *
   * `signal`, `timeout` and `deadline` hold until the body has ended. They then close the connection, whether somebody is
   * reading or not, and reading the body fails with the error that the call would have failed with. So read the body or
   * cancel it, and raise `timeout` where reading takes longer. A response that is dropped is cancelled when it becomes garbage.
   *
   * @throws TypeError when the body has been read already.
   * @example
   * const response = await copilot.files.download(id).asResponse();
   * for await (const chunk of response.body) size += chunk.length;
   */
  async asResponse(): Promise<Response> {
    const answer = this.#answer;
    answer.unread = true;
    await this.then(
      () => {
        throw new TypeError("asResponse() came too late: the body has been read");
      },
      (error) => {
        if (answer.response === undefined) throw error;
      },
    );
    return answer.response as Response;
  }
}
