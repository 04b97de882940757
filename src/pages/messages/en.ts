/** English words for people: the complete catalogue, from which every other one is translated. */

/**
 * Keys stand by screen; `page.*` is the published page, `shell.*` the application's frame, `count.*` the nouns of
 * both. A key that ends in `_one`, `_other` ... is a plural form, chosen by `count`. `{{n, number}}` is written as the
 * language writes numbers. Sentences are whole: never join two.
 */
export const en = {
  "shell.name": "Recount",
  "shell.skip": "Skip to the content",
  "shell.navigation": "Main",
  "shell.home": "Register",
  "shell.search": "Search",
  "shell.appeals": "Appeals",
  "shell.verify": "Verify",
  "shell.language": "Language",
  "shell.theme": "Appearance",
  "shell.theme.system": "As the device",
  "shell.theme.light": "Light",
  "shell.theme.dark": "Dark",
  "shell.unreviewed":
    "The words of this application were translated into this language by a machine and wait for review. Names and texts are shown as their sources wrote them.",
  "shell.loading": "Loading",
  "shell.failed": "This could not be loaded.",
  "shell.failedWhy": "The server could not be reached, or refused to answer. What you typed is still here.",
  "shell.code": "Code to quote: {{code}}",
  "shell.retry": "Try again",
  "shell.missingPage": "There is no such page here.",
  "shell.missingPageWhy": "The address may be old or mistyped.",
  "shell.toHome": "To the register",
  "shell.asOf": "As of entry {{size, number}} of the ledger",

  "count.documented": "documented",
  "count.estimated": "estimated",
  "count.notEstimable": "not estimable",
  "count.fewer": "fewer than {{n, number}}",
  "count.fewer.person": "Fewer than {{n, number}} people",
  "count.fewer.site": "Fewer than {{n, number}} sites",
  "count.fewer.hazard": "Fewer than {{n, number}} areas",
  "count.fewer.event": "Fewer than {{n, number}} events",
  "count.about": "about {{n, number}}",
  "count.atLeast.person_one": "At least {{count, number}} person",
  "count.atLeast.person_other": "At least {{count, number}} people",
  "count.atLeast.site_one": "At least {{count, number}} site",
  "count.atLeast.site_other": "At least {{count, number}} sites",
  "count.atLeast.hazard_one": "At least {{count, number}} area",
  "count.atLeast.hazard_other": "At least {{count, number}} areas",
  "count.atLeast.event_one": "At least {{count, number}} event",
  "count.atLeast.event_other": "At least {{count, number}} events",
  "count.of.person": "People on the lists",
  "count.of.person.killed": "People recorded as killed",
  "count.of.person.missing": "People recorded as missing",
  "count.of.person.displaced": "People recorded as displaced",
  "count.of.person.injured": "People recorded as injured",
  "count.of.person.detained": "People recorded as detained",
  "count.of.site": "Sites on the lists",
  "count.of.site.destroyed": "Sites recorded as destroyed",
  "count.of.site.damaged": "Sites recorded as damaged",
  "count.of.site.desecrated": "Sites recorded as desecrated",
  "count.of.site.occupied": "Sites recorded as occupied",
  "count.of.hazard": "Areas of mines and other hazards on the lists",
  "count.of.hazard.contaminated": "Areas recorded as contaminated",
  "count.of.event": "Events on the lists",
  "count.of.any": "Entries of the lists that say so",
  "harm.killed": "recorded as killed",
  "harm.missing": "recorded as missing",
  "harm.displaced": "recorded as displaced",
  "harm.injured": "recorded as injured",
  "harm.detained": "recorded as detained",
  "harm.destroyed": "recorded as destroyed",
  "harm.damaged": "recorded as damaged",
  "harm.desecrated": "recorded as desecrated",
  "harm.occupied": "recorded as occupied",
  "harm.contaminated": "recorded as contaminated",
  "status.open": "not known since",
  "status.found-alive": "found alive",
  "status.found-dead": "death established",
  "status.returned": "returned",
  "status.restored": "restored",
  "status.cleared": "cleared",

  "page.unreviewed":
    "The fixed words of this page were translated by a machine and wait for review. The text of the appeal is its author's own.",
  "page.appeal": "Appeal",
  "page.version": "Version {{version, number}}",
  "page.note": "Note of the authors",
  "page.register": "Counted in: {{register}}, at entry {{size, number}} of its ledger",
  "page.addressees": "To",
  "page.text": "The appeal",
  "page.figures": "How each figure was counted",
  "page.figuresLead":
    "Each number in the text above leads here. “Documented” is what the lists name; it can be too low and is never guessed.",
  "page.figure": "Figure {{id}}",
  "page.figureLink": "{{number}} [{{id}}]: how it was counted",
  "page.back": "Back to the text",
  "page.counted": "What is counted",
  "page.where": "Where",
  "page.whereInside": "and every place inside it",
  "page.anywhere": "anywhere",
  "page.when": "When",
  "page.anytime": "at any time",
  "page.since": "{{from}} or later",
  "page.until": "{{until}} or earlier",
  "page.between": "{{from}} to {{until}}",
  "page.lists": "The lists it stands on",
  "page.list": "List",
  "page.organisation": "Held by",
  "page.onList": "On this list",
  "page.overlaps": "How the lists overlap",
  "page.overlapsSuppressed":
    "Not shown: some overlaps are smaller than 10 and could point at somebody. For the same reason the numbers of the lists are rounded.",
  "page.beside": "Shown beside, not added",
  "page.besideText":
    "Groups without names: {{groups}}. People in them, as the sources say: {{persons}}. Some may be the same people as those counted above.",
  "page.besideNone": "No list gives groups without names.",
  "page.leftOut": "Left out",
  "page.leftOutText":
    "Because the place could not be resolved: {{unplaced}}. Because the date is missing or wider than the period: {{undated}}.",
  "page.leftOutNone": "Nothing was left out for want of a place or a date.",
  "page.estimate": "Estimate",
  "page.estimate.confidence":
    "About {{total, number}} in all, documented ones among them; most likely between {{lower, number}} and {{upper, number}} ({{level, percent}} confidence).",
  "page.estimate.credible":
    "About {{total, number}} in all, documented ones among them; most likely between {{lower, number}} and {{upper, number}} ({{level, percent}} probability).",
  "page.estimate.atLeast":
    "About {{total, number}} in all or more; the true number is not likely to be below {{lower, number}} ({{level, percent}} confidence).",
  "page.estimate.range":
    "Somewhere between {{lower, number}} and {{upper, number}} in all. The methods disagree too much for one number.",
  "page.estimate.why":
    "The lists miss people. How much they overlap says something about how many they miss: if most people on one list are on the others too, few are on none.",
  "page.estimate.runs_one":
    "Before it, {{count, number}} other estimate of this kind of harm was run on this register; each is on record.",
  "page.estimate.runs_other":
    "Before it, {{count, number}} other estimates of this kind of harm were run on this register; each is on record.",
  "page.estimate.linkage":
    "Run again on {{clusterings, number}} other ways in which the same records could be matched, the total goes from {{lower, number}} to {{upper, number}}; the range above includes this.",
  "page.estimate.merged": "Counted as one list, since one was copied from the other: {{lists}}.",
  "page.estimate.leftOut":
    "Not used for the estimate, since they did not set out to list this kind of harm: {{lists}}.",
  "page.estimate.impossible":
    "Lists that cannot share anybody, since they cover different places or times: {{lists}}.",
  "page.assumption.lists-independent":
    "This holds if nobody was likelier to be on one list for being on the other, and if everybody had the same chance.",
  "page.assumption.lower-bound":
    "This is a lower bound: people whom the lists hardly reach, all alike, are not in it.",
  "page.assumption.lower-bound-of-many":
    "This is a low end as it is usually reckoned, for many lists: with few lists, or lists of unequal size, it may lie above the truth; the smaller figure for lists of unequal size stands beside it.",
  "page.estimate.people-differ":
    "A model in which some people are harder to list than others fits these lists as well, and gives more than the others do: all methods together may be too low, and their agreement proves nothing.",
  "picture.model.people-differ": "Some people are harder to list ({{curve}})",
  "page.assumption.no-highest-interaction":
    "This holds if the lists depend on one another only in the ways that can be seen where they overlap; nothing in the data can test that.",
  "page.assumption.decomposable-dependence":
    "This holds if one of the patterns of dependence that were averaged over is near the truth; nothing in the data can test that.",
  "page.assumption.latent-classes":
    "This holds if people fall into groups, unknown to us, within which the lists are independent of one another; nothing in the data can test that.",
  "page.assumption.linkage":
    "It takes for granted that the same person was recognised on every list: each match that was missed makes it too high.",
  "page.assumption.other": "The method rests on the assumption called “{{assumption}}”.",
  "page.estimate.attested":
    "Rounded, and on the publishers’ word: the overlaps that it was made from are too small to be shown.",
  "page.estimate.withheld": "Not shown: with numbers this small it could point at somebody.",
  "page.method": "Method",
  "page.method.chapman": "Two lists (Chapman)",
  "page.method.chao": "Lower bound (Chao)",
  "page.method.log-linear": "Log-linear models",
  "page.method.graph-averaging": "Averaged graphs",
  "page.method.latent-class": "Hidden groups (latent classes)",
  "page.notEstimable": "Not estimable.",
  "page.notMade": "No estimate.",
  "page.reason.few-lists": "One list alone cannot say how many it missed.",
  "page.reason.no-overlap":
    "The lists share nobody, so their overlap says nothing about how many are missing from both.",
  "page.reason.nobody": "Nobody is documented, so there is nothing to estimate from.",
  "page.reason.open":
    "People were displaced, returned and were displaced again over these years: there is no one total to estimate. Ask for a single year.",
  "page.reason.scope":
    "One of the lists covers only a part of this place or time, so whom it does not have outside its part was not missed by it.",
  "page.reason.other": "The method answers: “{{reason}}”.",
  "page.proof": "Proof",
  "page.proof.open":
    "Open: each one counted is shown by a record of the ledger, without names, and anyone can count them again.",
  "page.proof.attested":
    "On the publishers’ word alone: with so few counted, showing their records could point at somebody.",
  "page.proofFile": "Proof file",
  "page.ledger": "Counted at",
  "page.ledgerEntry": "entry {{size, number}} of the ledger",
  "page.rules": "Who counts",
  "page.rules.kinds":
    "Whoever is {{kinds}} by at least one of {{sources, number}} lists, counted once however many lists name them.",
  "page.rules.any":
    "Whoever is on at least one of {{sources, number}} lists, counted once however many name them.",
  "page.rules.ended": "Whoever a list gives as {{statuses}} does not count any more.",
  "page.range":
    "By the matching of records that was chosen, {{documented}}; over {{clusterings, number}} other matchings that are as likely, {{low}} to {{high}}. “At least” says the low end.",
  "page.thresholds":
    "Two records are taken as one from a certain probability on. From another one on it would be — {{counts}}.",
  "page.accuracy":
    "{{judged, number}} pairs drawn at random were judged by people. By them {{precision, percent}} of the pairs taken as one are one ({{precisionLower, percent}} to {{precisionUpper, percent}}), and {{recall, percent}} of the pairs that are one were found ({{recallLower, percent}} to {{recallUpper, percent}}; {{level, percent}} confidence). What was not found makes the count too high.",
  "page.accuracyNone":
    "No random sample of pairs has been judged by people: how often the matching errs is not measured.",
  "page.rangeTitle": "What the matching leaves open",
  "page.area": "Area",
  "page.areaText_one":
    "{{km2}} km², as the sources give it for {{count, number}} of them. It is not added to their number.",
  "page.areaText_other":
    "{{km2}} km², as the sources give it for {{count, number}} of them. It is not added to their number.",
  "page.total": "In all, counted once",
  "page.signatories": "Signed by",
  "page.signed_one": "{{count, number}} organisation has signed this version.",
  "page.signed_other": "{{count, number}} organisations have signed this version.",
  "page.unsigned": "No organisation has signed this version yet.",
  "page.named": "Named by the author of the text. To be named is not to have signed.",
  "page.hasSigned": "signed this version, received on {{date}}",
  "page.hasNotSigned": "has not signed yet",
  "page.hasWithdrawn": "took its signature back on {{date}}",
  "page.quorum": "The text asks for at least {{quorum, number}} signatures; {{standing, number}} stand.",
  "page.signedBy":
    "The signatures fit the keys that lie in this folder. Whose keys these are, only the organisations themselves can tell you.",
  "page.disputes": "Disputed statements",
  "page.disputesLead":
    "Anyone who signs can dispute a statement. The dispute and its answer have the same room. That they stand here does not say who is right.",
  "page.disputed": "Disputed: {{id}}",
  "page.dispute": "{{by}} disputes, {{date}}",
  "page.disputeAnswer": "Answer of the authors, {{date}}",
  "page.disputeNoAnswer": "The authors have not answered yet.",
  "page.evidence": "Evidence named: {{names}}",
  "page.signedLetter": "signed letter",
  "page.responses": "Who was asked, and what came of it",
  "page.responsesNone": "Nothing is recorded yet.",
  "page.response.sent": "sent",
  "page.response.acknowledged": "acknowledged",
  "page.response.answered": "answered",
  "page.response.done": "done",
  "page.file.beside": "signatures, letters and answers as data",
  "page.verifyPage":
    "Without installing anything: open {{page}} from a copy that you had from elsewhere, and give it this folder or its zip. Whoever doctored this folder could have doctored the copy inside it.",
  "page.disputesRefused_one": "{{count, number}} dispute was not taken in; the reason stands in beside.json.",
  "page.disputesRefused_other":
    "{{count, number}} disputes were not taken in; the reasons stand in beside.json.",
  "page.verify": "Verify this yourself",
  "page.verifyLead":
    "This page is one file of a folder. With the whole folder, and without asking us, anyone can check that nothing in it was changed and that each figure follows from the signed records.",
  "page.verifyCommand": "With Recount, on any computer, offline:",
  "page.verifyByHand": "With public tools that are not ours: follow the steps in",
  "page.verifyKeys":
    "Ask the organisations themselves for their keys, by telephone or on paper. Without that, the check shows that the folder agrees with itself, not who made it.",
  "page.cannot": "What such a check cannot show",
  "page.cannot.truth": "That each record is true. For that, see the sources.",
  "page.cannot.complete": "That the lists are complete. People on no list are in no count.",
  "page.cannot.same":
    "That every judgement of “the same person” is right. They are kept, and each can be taken back.",
  "page.cannot.keys": "Who holds a key, unless its owner has confirmed it to you.",
  "page.files": "Files of this folder",
  "page.file.statements": "everything on this page as data",
  "page.file.checkpoint": "the ledger’s signed state",
  "page.file.verify": "how to check by hand",

  "picture.asTable": "The same as a table",
  "picture.documented": "Documented",
  "picture.axis.person": "people",
  "picture.axis.site": "sites",
  "picture.axis.hazard": "areas",
  "picture.axis.event": "events",
  "picture.unknown": "not known",
  "picture.count": "Counted",
  "picture.total": "Total",
  "picture.lower": "Lower end",
  "picture.upper": "Upper end",
  "picture.method": "Method",
  "picture.model": "Model",
  "picture.without": "Without this list",
  "picture.year": "Year",
  "picture.place": "Place",
  "picture.listsOnly": "On these lists and no other",
  "picture.noAnswer": "no answer",
  "picture.methods": "What each method says",
  "picture.methodsText":
    "The bar is what is documented. Each ring is the total that one method arrives at, its line the range in which it puts the truth. Where rings lie close together, methods with different assumptions agree.",
  "picture.models": "Every model that fits about as well",
  "picture.modelsText":
    "Each ring is the total by one account of how the lists depend on one another; all of them fit the overlaps about as well. How far the rings lie apart is what the lists do not tell. Names joined by a dot are lists that may depend on each other.",
  "picture.leaveOneOut": "If one list had not existed",
  "picture.leaveOneOutText":
    "The same estimate made without one list at a time. A ring far from the others means that the estimate hangs on that list.",
  "picture.overlap": "How the lists overlap",
  "picture.overlapText":
    "Each column is one group of people: those who stand on exactly the lists with a dark dot below it, and on no other. The bar is how many they are. Behind each list’s name stands how many are on it in all.",
  "picture.years": "Year by year",
  "picture.yearsText":
    "How many are documented for each year. A low bar can mean that little happened, or that little was written down.",
  "picture.places": "Place by place",
  "picture.placesText":
    "How many are documented for each place. Places differ in how many people lived there and in how well they were documented.",
  "picture.lists": "On each list",
  "picture.listsText":
    "How many of those counted stand on each list. Whoever is on several lists stands in several bars, and once in the last.",
  "picture.thresholds": "How the count changes with the matching",
  "picture.thresholdsText":
    "Records are taken for the same person from a certain probability on. The lower it is, the more records become one person and the fewer people are counted.",
  "picture.threshold": "Matched from this probability on",

  "home.title": "The register",
  "home.lead": "Every list is kept as its source gave it. People on several lists are counted once.",
  "home.searchLabel": "Search for a person, in any script",
  "home.searchHint": "A name as you would write it. The other spellings are found too.",
  "home.counts": "Documented",
  "home.countsNote":
    "Smallest numbers, from the lists alone. People, sites and areas are never added together.",
  "home.countsEmpty": "Nothing is counted yet. The counts appear once a list has been brought in and linked.",
  "home.entities": "In the register",
  "home.entities.person": "People",
  "home.entities.group": "Groups without names",
  "home.entities.site": "Sites",
  "home.entities.hazard": "Areas of mines and other hazards",
  "home.entities.event": "Events",
  "home.entities.place": "Places",
  "home.sources": "Lists and who holds them",
  "home.source": "List",
  "home.records": "Records",
  "home.issues": "With issues",
  "home.issuesNote": "Rows with issues are kept and counted as far as they can be read.",
  "home.sourcesEmpty": "No list has been brought in yet. An editor brings one in with: recount import",
  "home.pairsTitle": "Pairs to judge",
  "home.pairs_one": "{{count, number}} pair waits for a person’s judgement.",
  "home.pairs_other": "{{count, number}} pairs wait for a person’s judgement.",
  "home.pairsNone": "No pairs are waiting.",
  "home.pairsNote":
    "Two records that may be the same person. Until somebody judges them, they count as the model suggests.",
  "home.latest": "Latest",
  "home.latestEmpty": "Nothing has happened yet.",
  "home.entry": "entry {{index, number}}",
  "home.latest.organisation": "Organisation added",
  "home.latest.source": "List announced",
  "home.latest.version": "List brought in",
  "home.latest.undo-version": "List taken out again",
  "home.latest.linkage-run": "Records linked",
  "home.latest.scope": "Scope of a list declared",
  "home.latest.fate": "Contradictory fate judged",
  "home.latest.fate-withdrawal": "Judgement of a fate taken back",
  "home.latest.estimate-run": "Estimate run",
  "home.latest.appeal": "Appeal written",
  "home.latest.publication": "Appeal published",

  "search.title": "Search",
  "search.label": "Name, in any script",
  "search.button": "Search",
  "search.clear": "Clear",
  "search.private": "What you type is not kept, and stands in no address or history.",
  "search.start": "Type a name. It is found in the other scripts and spellings too.",
  "search.none": "Nobody on the lists has a name like this.",
  "search.noneWhy":
    "Try the family name alone, or another spelling. Somebody who is on no list cannot be found here.",
  "search.found_one": "{{count, number}} person",
  "search.found_other": "{{count, number}} people",
  "search.shown": "The nearest {{shown, number}} of {{total, number}} are shown.",
  "search.born": "Born",
  "search.places": "Places",
  "search.harms": "What is recorded",
  "search.lists": "On the lists",
  "search.bornUnknown": "not recorded",
  "search.placesUnknown": "not recorded",
  "search.harmsUnknown": "nothing recorded",
  "search.disagree": "sources disagree",
  "search.records_one": "{{count, number}} record",
  "search.records_other": "{{count, number}} records",
  "search.updating": "Searching",

  "appeals.title": "Published appeals",
  "appeals.lead": "Each is a folder that anyone can keep, read and check offline.",
  "appeals.empty": "No appeal has been published yet. An editor publishes one with: recount appeal publish",
  "appeals.read": "Read the page",
  "appeals.verify": "Verify here",
  "appeals.figures": "Figures",
  "appeals.version": "Version {{version, number}}",

  "verify.title": "Verify a published folder",
  "verify.lead":
    "The check runs in this browser, on this device. Nothing is sent anywhere. Everything is worked out again from the signed records and compared.",
  "verify.published": "An appeal published here",
  "verify.publishedEmpty": "No appeal has been published here yet. You can still check a folder of your own.",
  "verify.start": "Verify",
  "verify.folder": "A folder on this device",
  "verify.choose": "Choose a folder",
  "verify.folderHint": "The whole folder as you received it, unpacked.",
  "verify.keys": "Keys you were given",
  "verify.keysHint":
    "Optional. Keys that you got from the organisations themselves, not from the folder, one to a line.",
  "verify.verdict.verified": "Verified: everything agrees, and the keys are those you gave.",
  "verify.verdict.consistent": "Consistent: everything agrees, but no key was confirmed from outside.",
  "verify.verdict.refused": "Refused: something in the folder does not agree.",
  "verify.verdict.unreadable": "Unreadable: this is not a published folder, or parts of it are missing.",
  "verify.files_one": "{{count, number}} file",
  "verify.files_other": "{{count, number}} files",
  "verify.english": "The lines below are the verifier’s own, in English, as at the command line.",
  "verify.refusals": "What does not agree",
  "verify.file": "File",
  "verify.reason": "Reason",
  "verify.checked": "What was checked",
  "verify.notChecked": "What was not checked",
  "verify.keysTitle": "Keys",
  "verify.keysConfirmed": "{{confirmed, number}} of {{of, number}} keys confirmed from outside.",
  "verify.keysNone": "Ask the organisations for their keys and check again with them.",
  "verify.figures": "Figures",
  "verify.chooseZip": "Choose a zip",
  "verify.copy":
    "This page may have come with the folder that it checks. Whoever doctored the one could have doctored the other: use a copy from elsewhere, or compare its SHA-256 with one that is published elsewhere.",
  "verify.scripts": "This page needs a browser that runs its script: open it from a disk.",
  "verify.meaning":
    "This shows that the numbers follow from signed records. It cannot show that each record is true: for that, see the sources.",
} as const;

type EnglishKey = keyof typeof en;
export type PluralCategory = "zero" | "one" | "two" | "few" | "many" | "other";

/** What `translate` takes: plural forms stand under one key. */
export type MessageKey = EnglishKey extends infer Key
  ? Key extends `${infer Base}_${PluralCategory}`
    ? Base
    : Key
  : never;

/** A language's words. `reviewed: false` marks those that a machine translated and nobody has reviewed. */
export type Catalogue = {
  readonly reviewed: boolean;
  readonly messages: { readonly [key in MessageKey | `${MessageKey}_${PluralCategory}`]?: string };
};

export const english: Catalogue = { reviewed: true, messages: en };
