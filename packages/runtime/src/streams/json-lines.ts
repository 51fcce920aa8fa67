import { isJson } from "./json-text.js";
import { Splitter } from "./splitter.js";
import type { RawEvent, StreamFormat, StreamParser } from "./stream-format.js";

/** One JSON value per line: `application/x-ndjson` and `application/jsonl`. Blank lines are ignored. */
export const jsonLines: StreamFormat = {
  mediaType: "application/x-ndjson, application/jsonl;q=0.9, */*;q=0.5",
  isStrict: false,
  parser: () => new JsonLinesParser(),
};

class JsonLinesParser implements StreamParser {
  readonly #lines: Splitter = new Splitter(/\n/g);

  *push(text: string): Generator<RawEvent, void, undefined> {
    for (const line of this.#lines.push(text)) if (line.trim() !== "") yield lineEvent(line);
  }

  /** The last line needs no line break. */
  end(): RawEvent | undefined {
    const rest = this.#lines.rest();
    return rest.trim() === "" ? undefined : { ...lineEvent(rest), isCut: !isJson(rest) };
  }
}

function lineEvent(data: string): RawEvent {
  return { event: "message", id: "", data };
}
