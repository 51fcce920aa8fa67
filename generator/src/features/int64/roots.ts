import type { TypeExpression } from "../../api-model/type-model.ts";
import { type ResourcePackage, typesIn, type WebhooksPackage } from "../../partition/package-model.ts";

/** All types of a package, including those of events that it imports. */
export function rootsOf(model: ResourcePackage | WebhooksPackage): readonly TypeExpression[] {
  const events = model.kind === "webhooks" ? model.webhooks : (model.events?.webhooks ?? []);
  const callbacks = model.kind === "webhooks" ? [] : (model.callbacks?.callbacks ?? []);
  return [
    ...typesIn(model).map(({ name }) => ({ kind: "reference" as const, name })),
    ...[...events, ...callbacks.map(({ callback }) => callback)].map(({ type }) => type),
  ];
}
