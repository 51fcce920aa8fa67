import { Writable } from "node:stream";

/** A stream that records its output, and may be a terminal with a width. */
export class Screen extends Writable {
  text = "";
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows = 24;

  constructor(columns?: number) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 0;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit("text");
    done();
  }

  readonly clearLine = () => true;
  readonly cursorTo = () => true;
  readonly moveCursor = () => true;
}
