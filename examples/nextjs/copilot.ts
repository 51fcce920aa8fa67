// One client for the whole app. `next build` loads this module, too, and needs no key: it is read from COPILOT_API_KEY at the
// first call.
import { Copilot } from "copilot-sdk";

export const copilot: Copilot = new Copilot();
