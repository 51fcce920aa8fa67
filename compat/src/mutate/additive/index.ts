import type { MutationKind } from "../mutation.ts";
import { newAttribute, newCertainAttribute, newInput, newReadOnlyAttribute } from "./attributes.ts";
import { newOperation, newResource } from "./calls.ts";
import { newEvent } from "./events.ts";
import { newBody, newHeaderParameter, newQueryParameter, newUnmarkedParameter } from "./parameters.ts";
import { newEnumValue, newVariant } from "./values.ts";

/** All changes that need no new major version. */
export const additiveKinds: readonly MutationKind[] = [
  newAttribute,
  newCertainAttribute,
  newReadOnlyAttribute,
  newInput,
  newEnumValue,
  newVariant,
  newQueryParameter,
  newUnmarkedParameter,
  newHeaderParameter,
  newBody,
  newOperation,
  newResource,
  newEvent,
];
