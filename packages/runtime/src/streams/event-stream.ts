import { Splitter } from "./splitter.js";
import type { RawEvent, StreamFormat, StreamParser } from "./stream-format.js";

/** Server-sent events, `text/event-stream`. They are parsed as the HTML standard requires. */
export const eventStream: StreamFormat = {
  mediaType: "text/event-stream",
  isStrict: true,
  parser: (lastEventId) => new EventStreamParser(lastEventId),
};

class EventStreamParser implements StreamParser {
  lastEventId: string;
  retry: number | undefined = undefined;
  readonly #lines: Splitter = new Splitter(/\r\n?|\n/g);
  #data: string[] = [];
  #event = "";
  #id: string;

  constructor(lastEventId: string) {
    this.lastEventId = lastEventId;
    this.#id = lastEventId;
  }

  *push(text: string): Generator<RawEvent, void, undefined> {
    for (const line of this.#lines.push(text)) {
      if (line !== "") {
        this.#readField(line);
        continue;
      }
      const event = this.#dispatch();
      if (event !== undefined) yield event;
    }
  }

  end(): RawEvent | undefined {
    const rest = this.#lines.rest();
    if (rest !== "") this.#readField(rest);
    const event = this.#dispatch();
    return event && { ...event, isCut: true };
  }

  /** An empty line ends an event. Without data, there is none. */
  #dispatch(): RawEvent | undefined {
    const [data, event] = [this.#data, this.#event];
    this.#data = [];
    this.#event = "";
    this.lastEventId = this.#id;
    if (data.length === 0) return undefined;
    return { event: event || "message", id: this.#id, data: data.join("\n") };
  }

  /** A line `name: value`. A comment starts with a colon, so its name is empty. Unknown names are ignored. */
  #readField(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.retry = Number(value);
  }
}
