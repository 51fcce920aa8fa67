/** A finding of `sdkgen doctor`. */
export interface Finding {
  /** Its subject: `git`. */
  readonly subject: string;
  /** `fine`; `missing`: a release needs it; `wrong`: packages cannot be generated. */
  readonly state: "fine" | "missing" | "wrong";
  /** The fact: `3 files are not committed`. */
  readonly text: string;
  /** The fix. */
  readonly fix?: string;
}

export function fine(subject: string, text: string): Finding {
  return { subject, state: "fine", text };
}

export function missing(subject: string, text: string, fix: string): Finding {
  return { subject, state: "missing", text, fix };
}

export function wrong(subject: string, text: string, fix: string): Finding {
  return { subject, state: "wrong", text, fix };
}
