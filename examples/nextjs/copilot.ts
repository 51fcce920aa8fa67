// One client for the whole app. `next build` also loads this module, but needs no key: COPILOT_API_KEY is read at the first
// call.
import { Copilot } from "copilot-sdk";

export const copilot: Copilot = new Copilot();
