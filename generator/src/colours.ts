import { styleText } from "node:util";

/** Terminal text styles. */
export interface Colours {
  /** True if the functions change a text. */
  readonly isColoured: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly cyan: Paint;
}

type Paint = (text: string) => string;

/** Functions that style texts for a terminal. Without colours, they return them as they are. */
export function coloursFor(isColoured: boolean): Colours {
  const paint =
    (style: Exclude<keyof Colours, "isColoured">): Paint =>
    (text) =>
      isColoured ? styleText(style, text, { validateStream: false }) : text;
  return {
    isColoured,
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    blue: paint("blue"),
    cyan: paint("cyan"),
  };
}
