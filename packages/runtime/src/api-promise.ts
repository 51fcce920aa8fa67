/** A result with the answer that it came in. */
export interface WithResponse<Result> {
  readonly data: Result;
  /** The answer; its body is read already. */
  readonly response: Response;
}

/** What the maker of a promise hands over: the result, or the answer with its body unread. */
export type Answer<Result> = WithResponse<Result> | { readonly unread: Response };

/** Set by `asResponse`, looked at when the answer is there. */
export interface AnswerMode {
  unread: boolean;
}

/** The result of a call. The call starts at once, whether its promise is awaited or not. */
export class APIPromise<Result> extends Promise<Result> {
  readonly #answer: Promise<Answer<Result>>;
  readonly #mode: AnswerMode;

  constructor(start: (mode: AnswerMode) => Promise<Answer<Result>>) {
    const mode: AnswerMode = { unread: false };
    const answer = start(mode);
    super((resolve, reject) => {
      answer.then((came) => ("unread" in came ? reject(taken()) : resolve(came.data)), reject);
    });
    this.#answer = answer;
    this.#mode = mode;
  }

  /** What `then` and the like make is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /**
   * A call that has succeeded already, for tests of code that calls the API.
   *
   * @example
   * const clients: Pick<Clients, "retrieve"> = { retrieve: () => APIPromise.fromResult(client) };
   */
  static fromResult<Result>(data: Result, response: Response = new Response()): APIPromise<Result> {
    return new APIPromise(async () => ({ data, response }));
  }

  /**
   * The result together with the answer's status and headers.
   *
   * @example
   * const { data: task, response } = await copilot.tasks.retrieve(id).withResponse();
   */
  async withResponse(): Promise<WithResponse<Result>> {
    const data = await this;
    const answer = await this.#answer;
    return { data, response: "unread" in answer ? answer.unread : answer.response };
  }

  /**
   * The answer with its body unread, for bodies too large to hold. Call it at once, in the same expression as the call;
   * the result itself can then no longer be awaited. From when it is there, `timeout` and `signal` no longer act on it.
   *
   * @throws TypeError when the body has been read already.
   * @example
   * const response = await copilot.files.download(id).asResponse();
   * for await (const chunk of response.body) size += chunk.length;
   */
  async asResponse(): Promise<Response> {
    this.#mode.unread = true;
    this.catch(() => {});
    const answer = await this.#answer;
    if ("unread" in answer) return answer.unread;
    throw new TypeError("asResponse() came too late: the body has been read");
  }
}

function taken(): TypeError {
  return new TypeError("the answer was taken by asResponse(): its body was not read");
}
