/** The effect of a verb on a resource, for the verbs that every API has. */
export type Basic = "create" | "retrieve" | "list" | "update" | "delete";

const BASIC = new Map<string, Basic>(
  (
    [
      ["create", "create new insert post make"],
      ["retrieve", "get retrieve fetch read show view describe find lookup load head"],
      ["list", "list index browse"],
      ["update", "update modify edit patch change put set save"],
      ["delete", "delete destroy del"],
    ] as const
  ).flatMap(([basic, verbs]) => verbs.split(" ").map((verb): [string, Basic] => [verb, basic])),
);

/** `retrieve` for `get`. `undefined` for other verbs, such as `cancel`, and for words that are not verbs. */
export function basicVerb(word: string): Basic | undefined {
  return BASIC.get(word);
}

/** Words that are verbs and nothing else. */
const VERBS = words(`
  abort accept adopt amend annotate anonymize accumulate acknowledge activate add adjust aggregate allocate analyze append apply approve assign attach
  authenticate authorize autocomplete begin bind calculate choose clean clear close collect compare complete compose compute
  configure confirm connect convert create deactivate deauthorize decline decode decrypt delete deliver deny deploy describe
  destroy detach detect disable disconnect discard dismiss dispatch duplicate eject embed enable encode encrypt enqueue enroll
  escalate evaluate exclude execute explain extend extract fail failover fetch finalize find finish follow forget forgot fulfill
  generate get hide identify ignore impersonate include ingest initialize initiate insert install instantiate invalidate invoke
  join kill leave load lookup merge migrate modify notify obtain optimize overwrite perform prepare protect provision prune
  publish purge reactivate reboot rebuild recalculate receive reconcile recover redact redeem redo refine refresh refuse register
  reindex reinstate reissue reject relate reload remediate remove rename render renew reopen reorder repair replace replay
  replicate republish rerank reroute rerun reschedule resend reserve resize resolve respond restart restore resubmit resume
  retrieve retry reveal revert revise revoke rewind rollback rotate save sell send serve simulate snooze solve start stop store
  submit subscribe succeed suggest suspend synchronize terminate tokenize transcribe transform transition translate unarchive
  unassign unban unblock undo unfollow unfreeze uninstall unlink unlock unmerge unmute unpause unpin unpublish unregister
  unschedule unshare unstar unsubscribe unsuspend update upgrade upsert validate verify void vote withdraw write acquire admit alter assert await browse bring broadcast bundle collapse compile compress concatenate condense consume correct decide deduct deduplicate defer demote deposit derive diagnose discover dissolve distribute divide eliminate emit enforce enhance enrich ensure enter erase execute expand extrude finetune forecast get graduate handle inspect introspect infer inform inspect interrupt introduce kick learn listen lower maintain manage moderate negotiate offer onboard parse participate persist populate predict present preserve produce propose prove quantize reach realign rebalance recommend recompute reconnect recreate refactor regenerate relaunch remember remind reorganize rescue resign respond retire retrain retract rewrite ring satisfy secure segment separate sequence shuffle shrink speak specify spin split stitch strip subtract summarize supply swap synthesize tear tell throttle tune unbind unblock uncancel undelete understand undo unenroll unload unsnooze unset vacate wake warn wrap`);

/** Words that are verbs and things: `POST /orders/{id}/refund` is an action, `GET /orders/{id}/refund` is none. */
const VERBS_AND_THINGS = words(`
  advance answer archive ban batch block book build call cancel capture change charge check claim clone commit compact copy
  count crawl debit diff dispute download draft drain drop edit estimate exchange expire explore export fill fix flush force
  fork forward freeze gather grant halt hangup hold import increment index init invite issue kick label launch like link list lock
  login logout map mark match mint monitor move mute open order pair park parse patch pause pay pin ping play poll post power
  preview print process promote pull push put quarantine query queue quote read reassign recall record refer refill refund
  release remix reply report request reset return reverse review rollover route run scale scan schedule score seal search
  select set settle setup share ship shutdown sign signin signout signup skip snapshot sort split stamp star stream stage swap switch sync tag
  take test toggle touch track train transfer trigger trim turn type upload use view wait wake warm watch wipe`);

/** Of these, the ones that only read. */
const READING_VERBS = words(
  "batch check content count diff download estimate export list login logout lookup ping poll preview query read scan search stream sync test view",
);

/** Words before a verb that say how, or on how much: `bulkDelete`. */
const ADVERBS = words(
  "async auto batch bulk cross deep force global hard mass mute multi partial quick safe soft sync web",
);

/** True if a word is a verb and nothing else, also with a prefix: `regenerate`. */
export function isPureVerb(word: string): boolean {
  return (
    VERBS.has(word) ||
    /.{3}(ize|ify)$/.test(word) ||
    VERBS.has(word.replace(/^(re|un|de|dis|pre)-?(?=.{4})/, ""))
  );
}

/** True if a word is a verb, and possibly a thing, too. */
export function isVerb(word: string): boolean {
  return (
    isPureVerb(word) ||
    VERBS_AND_THINGS.has(word.replace(/^(re|un|pre)-?(?=.{4})/, "")) ||
    VERBS_AND_THINGS.has(word)
  );
}

/** True if a verb takes something away, so that a DELETE request does what it says. */
export function isRemoval(word: string): boolean {
  return basicVerb(word) === "delete" || REMOVALS.has(word) || (word.startsWith("un") && isPureVerb(word));
}

const REMOVALS = words(
  "cancel clear deactivate detach disable discard disconnect dissolve erase purge remove revoke terminate withdraw",
);

/** True if a word is a verb in a request that only reads. */
export function isReadingVerb(word: string): boolean {
  return isPureVerb(word) || READING_VERBS.has(word);
}

/** True if a word says how another word is done. */
export function isAdverb(word: string): boolean {
  return ADVERBS.has(word);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
