import type { AddedFacts } from "../../api-model/added.ts";
import type { ApiModel } from "../../api-model/api-model.ts";
import type { EventsPart, PackageModel } from "../../partition/package-model.ts";

/** The name of the feature. */
export const WEBHOOKS = "webhooks";

/** The signature scheme of webhook requests. */
export type WebhookSignature = {
  readonly header: string;
  /** The property of an event with its creation time. */
  readonly timestamp?: string;
};

/** The verification and dispatch of events. */
export interface EventReceiver extends WebhookSignature {
  /** The property that distinguishes the events. */
  readonly discriminator: string;
}

interface SignatureFacts extends AddedFacts {
  readonly data: WebhookSignature;
}

/** The signature scheme of an API's webhook requests. Undefined if the document does not define it. */
export function signatureOf({ added }: Pick<ApiModel, "added">): WebhookSignature | undefined {
  return added.find((own): own is SignatureFacts => own.feature === WEBHOOKS)?.data;
}

/** The receiver of events. Undefined if the document does not define their signature and discriminator. */
export function receiverOf(api: ApiModel): EventReceiver | undefined {
  const signature = signatureOf(api);
  const { eventDiscriminator: discriminator } = api;
  return signature === undefined || discriminator === undefined ? undefined : { ...signature, discriminator };
}

/** The events that a package declares. */
export function eventsIn(pack: PackageModel): EventsPart | undefined {
  switch (pack.kind) {
    case "webhooks":
      return pack;
    case "resources":
      return pack.events;
    case "umbrella":
      return undefined;
  }
}

/** The receiver in the package with the events. Undefined if it is another package, or has only types. */
export function receiverIn(pack: PackageModel): EventReceiver | undefined {
  return eventsIn(pack) === undefined ? undefined : receiverOf(pack.api);
}
