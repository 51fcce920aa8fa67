// Compiled, never run: what open enums allow and reject, with every supported TypeScript version.
import {
  type EnumMap,
  isKnown,
  matchEnum,
  type Open,
  type OpenNumber,
  type Unrecognized,
  type UnrecognizedNumber,
  type UnrecognizedVariant,
  unrecognized,
} from "@copilot-sdk/runtime";

type KnownInvoiceStatus = "draft" | "open" | "paid";
type InvoiceStatus = Open<KnownInvoiceStatus>;
const InvoiceStatus = Object.freeze({ draft: "draft", open: "open", paid: "paid" } as const);

interface Invoice {
  readonly id: string;
  status: InvoiceStatus;
}

declare const invoice: Invoice;
declare const anyText: string;
declare function same<Left>(
  left: Left,
): <Right extends Left>(right: [Left] extends [Right] ? Right : never) => void;

// It can be compared, and narrows in both directions.
if (invoice.status === "paid") same<"paid">("paid")(invoice.status);
else same<"draft" | "open" | Unrecognized>("draft")(invoice.status);
// @ts-expect-error A value that does not exist is a typo.
if (invoice.status === "nonsense") throw new Error();

export function colour(status: InvoiceStatus): string {
  switch (status) {
    case InvoiceStatus.draft:
      return "grey";
    case "open":
      return "blue";
    case "paid":
      return "green";
    default: {
      const other: Unrecognized = status;
      return other;
    }
  }
}

export function exhaustive(status: InvoiceStatus): string {
  switch (status) {
    case "draft":
    case "open":
    case "paid":
      return "known";
    default: {
      // @ts-expect-error An exhaustive `never` is impossible, so a new value cannot break one.
      const nothing: never = status;
      return nothing;
    }
  }
}

// It is a string. Values that were read can be sent back, and known values are written as literals.
export const text: string = invoice.status;
export const writtenBack: Invoice = { id: "1", status: invoice.status };
invoice.status = "paid";
invoice.status = InvoiceStatus.open;
invoice.status = unrecognized("archived");
// @ts-expect-error A typo is refused.
invoice.status = "payed";
// @ts-expect-error A text that is not known is sent on purpose only.
invoice.status = anyText;

// Tables: exhaustive on purpose, or open to new values.
export const labels: Record<KnownInvoiceStatus, string> = { draft: "Draft", open: "Open", paid: "Paid" };
if (isKnown(InvoiceStatus, invoice.status)) labels[invoice.status].trim();
else same<Unrecognized>(unrecognized(""))(invoice.status);
if (isKnown(InvoiceStatus, anyText)) labels[anyText].trim();
export const colours: EnumMap<InvoiceStatus, string> = { paid: "green", _: "grey" };
export const found: string = matchEnum(invoice.status, colours);
export const count: number = matchEnum(invoice.status, { paid: 1, open: 2, _: 0 });
// @ts-expect-error Without `_` a new value would have no result.
export const incomplete: EnumMap<InvoiceStatus, string> = { paid: "green" };
// @ts-expect-error A value that does not exist is a typo.
export const misspelt: EnumMap<InvoiceStatus, string> = { payed: "green", _: "grey" };
// @ts-expect-error An open value may be one that a closed table lacks.
labels[invoice.status].trim();

// Numbers.
type Priority = OpenNumber<1 | 2 | 3>;
declare let priority: Priority;
declare const readPriority: Priority;
priority = 2;
priority = unrecognized(9);
if (readPriority === 1) same<1>(1)(readPriority);
export const asNumber: number = readPriority;
// @ts-expect-error A number that does not exist is a typo.
priority = 7;

// Unions of objects: an unknown variant keeps all of its properties.
type Event =
  | { readonly eventType: "invoice.paid"; readonly data: Invoice }
  | { readonly eventType: "client.created"; readonly data: { readonly email: string } }
  | UnrecognizedVariant<"eventType">;
export function describe(event: Event): unknown {
  if (event.eventType === "invoice.paid") return event.data.status;
  switch (event.eventType) {
    case "client.created":
      return event.data.email.trim();
    default:
      // @ts-expect-error Nothing is known of it.
      event.anything.deeper;
      return event.anything;
  }
}

// Properties that all known variants have keep their types, unless the variant is unknown and lacks them.
interface Circle {
  readonly kind: "circle";
  readonly id: string;
  readonly radius: number;
}
interface Square {
  readonly kind: "square";
  readonly id: string;
  readonly side: number;
}
type Shape = Circle | Square | (UnrecognizedVariant<"kind"> & Partial<Pick<Circle, "id">>);
export function area(shape: Shape): unknown {
  shape.id?.trim();
  // @ts-expect-error An unknown variant may lack it.
  shape.id.trim();
  if (shape.kind === "circle") return shape.id.trim().length + shape.radius;
  if (shape.kind === "square") return shape.id.trim().length + shape.side;
  return shape.depth;
}
export const drawn: readonly Shape[] = [
  { kind: "circle", id: "s1", radius: 2 },
  { kind: unrecognized("cube"), depth: 3 },
  // @ts-expect-error A circle has a radius.
  { kind: "circle", id: "s1" },
];

// Strings, numbers and booleans in one enum.
type KnownMode = "auto" | 1 | true;
const Mode = Object.freeze({ auto: "auto", one: 1, true: true } as const);
declare const mode: KnownMode | Unrecognized | UnrecognizedNumber;
if (isKnown(Mode, mode)) same<KnownMode>("auto")(mode);
// @ts-expect-error The other boolean is not a value.
if (mode === false) throw new Error();

// An enum that accepts every string.
type KnownModel = "fast" | "exact";
type Model = KnownModel | (string & {});
const Model = Object.freeze({ fast: "fast", exact: "exact" } as const);
export const models: readonly Model[] = [Model.fast, "exact", anyText];
declare const model: Model;
if (isKnown(Model, model)) same<KnownModel>("fast")(model);
export const speed: number = matchEnum(model, { fast: 2, _: 1 });
