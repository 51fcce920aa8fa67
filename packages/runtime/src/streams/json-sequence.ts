import { isJson } from "./json-text.js";
import { Splitter } from "./splitter.js";
import type { RawEvent, StreamFormat, StreamParser } from "./stream-format.js";

/** JSON text sequences (RFC 7464), `application/json-seq`: each value follows a record separator and ends with a line break. */
export const jsonSequence: StreamFormat = {
  mediaType: "application/json-seq",
  isStrict: false,
  parser: () => new JsonSequenceParser(),
};

class JsonSequenceParser implements StreamParser {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the separator is a control character.
  readonly #records: Splitter = new Splitter(/\x1e/g);

  *push(text: string): Generator<RawEvent, void, undefined> {
    for (const record of this.#records.push(text)) if (record.trim() !== "") yield recordEvent(record);
    if (!this.#records.endsWith("\n")) return;
    // The value is complete, unless the line break is inside it. Its event must not wait for the next separator.
    const record = this.#records.rest();
    if (isJson(record)) yield recordEvent(record);
    else this.#records.keep(record);
  }

  end(): RawEvent | undefined {
    const rest = this.#records.rest();
    if (rest.trim() === "") return undefined;
    // A number without its line break may have lost digits.
    const isCut = !isJson(rest) || !/[\]}"\s]$/.test(rest);
    return { ...recordEvent(rest), isCut };
  }
}

function recordEvent(data: string): RawEvent {
  return { event: "message", id: "", data };
}
