import type { Location } from "../diagnostics/index.ts";
import type { Direction } from "../model/index.ts";
import type { ChangeLevel } from "./levels.ts";
import type { ChangeCode } from "./policy.ts";

/** One difference between two versions of an API. */
export interface ApiChange {
  readonly code: ChangeCode;
  readonly level: ChangeLevel;
  /** What consumers have to know, as a sentence in which names are marked as code: "Adds `Order.voidedAt`." */
  readonly message: string;
  /** How the same can be had without breaking anyone, where it can. */
  readonly help?: string;
  /** Which way the values travel that it is about; absent where it is not about values. */
  readonly direction?: Direction;
  readonly reach: Reach;
  /** Where it was written; of what is new, the place of what it belongs to. */
  readonly old: Location;
  /** Where it is written; of what is gone, the place of what it belonged to. */
  readonly new: Location;
}

/** The parts of an API that a change can be noticed in; lists are sorted. */
export interface Reach {
  /** Accessors of resources, `orders`. */
  readonly resources: readonly string[];
  /** Calls, `orders.list`. */
  readonly operations: readonly string[];
  /** Types of events, `order.paid`. */
  readonly events: readonly string[];
  /** Parts that belong to no resource and no event. */
  readonly parts: readonly ApiPart[];
}

/** `client`: every client of the API; `webhooks`: how events come; `session`: how an app is opened. */
export type ApiPart = "client" | "webhooks" | "session";
