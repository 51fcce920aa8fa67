import type { Direction } from "../api-model/index.ts";
import type { Location } from "../diagnostics/index.ts";
import type { ChangeLevel } from "./levels.ts";

/** One difference between two versions of an API. */
export interface ApiChange {
  /** The kind of change, `property-removed`. */
  readonly code: string;
  readonly level: ChangeLevel;
  /** A sentence for consumers, with names in backticks: "Adds `Order.voidedAt`." */
  readonly message: string;
  /** The way to make the change compatible, if possible. */
  readonly help?: string;
  /** The direction of the values that changed. Absent if it is not about values. */
  readonly direction?: Direction;
  readonly reach: Reach;
  /** The position in the old document. For additions, that of the parent. */
  readonly old: Location;
  /** The position in the new document. For removals, that of the parent. */
  readonly new: Location;
}

/** The parts of an API that a change affects. Arrays are sorted. */
export interface Reach {
  /** Accessors of resources, `orders`. */
  readonly resources: readonly string[];
  /** Calls, `orders.list`. */
  readonly operations: readonly string[];
  /** Types of events, `order.paid`. */
  readonly events: readonly string[];
  /** Other parts. */
  readonly parts: readonly ApiPart[];
}

/** `client`: all clients; `webhooks`: events; otherwise the name of a feature, `session`. */
export type ApiPart = string;
