import type { Pointer } from "../spec/pointer.ts";

/** The texts of an enum value as a vendor writes them. They may be of any type. */
export interface EnumTexts {
  readonly value: unknown;
  readonly name: unknown;
  readonly description: unknown;
  /** Their location in the schema. */
  readonly place: Pointer;
}
