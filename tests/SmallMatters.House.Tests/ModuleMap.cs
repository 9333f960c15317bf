namespace SmallMatters.House.Tests;

/// <summary>
/// Who may know whom among the modules of SmallMatters.Domain. A module is a folder there. A new folder needs a line here,
/// and a line says what the module is about and which other modules it may name.
/// </summary>
internal static class ModuleMap
{
    public sealed record Module(string Name, string About, params string[] MayKnow);

    public static readonly IReadOnlyList<Module> Modules =
    [
        new("Language", "both languages, refusals"),
        new("Calendar", "working days with make-up days, years published and provisional", "Language"),
        new("Clocks", "time limits: rules, deadlines, pauses, extensions, escalation", "Calendar", "Language"),
        new("Places", "positions, coordinate systems, areas, places by estate and building", "Language"),
        new("Triage", "suggestions for category and owner, and how good they are", "Language"),
        new(
            "Units",
            "the jurisdiction as configured: units, areas, categories, routing",
            "Calendar",
            "Clocks",
            "Language",
            "Places"
        ),
        new(
            "Matters",
            "the matter from raised to judged: one file for each thing that people do",
            "Calendar",
            "Clocks",
            "Confidentiality",
            "Language",
            "Places",
            "Triage",
            "Units"
        ),
        new(
            "Cards",
            "raised hands about places and matters, their rules and how these did",
            "Language",
            "Matters",
            "Places",
            "Units"
        ),
        new("Confidentiality", "who may see what of residents, and what they are told of it", "Language"),
        new(
            "DataProtection",
            "what answers for residents' data: impact assessments, incidents, retention",
            "Calendar",
            "Clocks",
            "Confidentiality",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "JointHandling",
            "what units do together beside the matters: a chain of facts, its duties and their clocks",
            "Clocks",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Convenings",
            "a unit calls others together: answers, the meeting, what was promised, each other's contribution",
            "JointHandling",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Satisfaction",
            "what residents' verdicts come to: counts, formulas, what may be told; satisfaction calls, drawn and made",
            "Calendar",
            "Language",
            "Matters"
        ),
        new(
            "Quality",
            "answers drawn at random and read by a unit that did not write them: the questions, the draw, what was said",
            "Language",
            "Matters",
            "Satisfaction",
            "Units"
        ),
        new(
            "Encounters",
            "what residents say of an encounter by a single-use link, the themes in it, and what units promise to correct",
            "Language",
            "Matters",
            "Satisfaction",
            "Supervision",
            "Units"
        ),
        new(
            "Surveys",
            "the survey of the sense of safety: addresses drawn, letters, answers that belong to nobody, what is told",
            "Language",
            "Matters",
            "Satisfaction",
            "Units"
        ),
        new("Integrity", "records of units that stand out: what an auditor writes after looking", "Language", "Matters"),
        new(
            "Supervision",
            "a leader's orders on matters, and the hard list with its leaders, reviews and confirmation",
            "JointHandling",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Performance",
            "what a unit's work may be measured by, what it may not, and targets with their leaders",
            "Clocks",
            "JointHandling",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Accountability",
            "credit and accountability of units as decisions: grounds, evidence, the right of reply, appeals, effects",
            "Clocks",
            "JointHandling",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Conduct",
            "reviews of conduct: put to the unit without who raised it, answered, found when both were heard; praise passed on",
            "Clocks",
            "JointHandling",
            "Language",
            "Matters",
            "Publishing",
            "Units"
        ),
        new(
            "Learning",
            "pilots with a stop rule, their effect on areas, practice cards with what failed, and after-action notes",
            "Calendar",
            "Clocks",
            "Convenings",
            "JointHandling",
            "Language",
            "Matters",
            "Performance",
            "Publishing",
            "Satisfaction",
            "Units"
        ),
        new("Absences", "who is away and who stands in", "Language", "Matters"),
        new("DutyRoster", "who of a unit is on duty by day and by night", "Absences", "Language", "Matters"),
        new(
            "Disputes",
            "disputes beside their matter: parties and their rooms, consent, safety, venues, mediators, sessions, how they end",
            "Calendar",
            "Clocks",
            "Confidentiality",
            "Language",
            "Matters",
            "Units"
        ),
        new("Documents", "papers as their facts make them: headings, forms, tables, blanks, lines to sign", "Language"),
        new(
            "MediationFiles",
            "the thirteen papers of a mediation file and the police mediation agreement",
            "Disputes",
            "Documents",
            "Language"
        ),
        new(
            "MinorCases",
            "minor cases behind their wall: registration, steps, mediation, outcome, sealing, what is owed to the victim",
            "Calendar",
            "Clocks",
            "Confidentiality",
            "Language",
            "Matters",
            "Places",
            "Units"
        ),
        new(
            "Hazards",
            "premises that are inspected for hazards: their register and files of it, checklists, inspections, what is found and how it ends",
            "Clocks",
            "Documents",
            "JointHandling",
            "Language",
            "Matters",
            "Units"
        ),
        new(
            "Participation",
            "what residents take part in: priorities, consultations, meetings and tasks; a word to a neighbour",
            "JointHandling",
            "Language",
            "Matters",
            "Publishing",
            "Supervision",
            "Units"
        ),
        new(
            "Liaisons",
            "liaison volunteers: appointment, training, exit, and words about situations that name nobody",
            "Language",
            "Matters",
            "Publishing",
            "Units"
        ),
        new(
            "SchoolGates",
            "the work with schools: gate posts and their alarms, the stationed officer, lessons, drills",
            "Calendar",
            "Clocks",
            "JointHandling",
            "Language",
            "Liaisons",
            "Matters",
            "Units"
        ),
        new(
            "Knowledge",
            "questions and answers for everybody: who vouches, until when, review, and what was searched for in vain",
            "Language",
            "Matters",
            "Units"
        ),
        new("Services", "the catalogue of services, the times that units open, and bookings", "Language", "Matters", "Units"),
        new(
            "Visits",
            "going to see a resident: the appointment, what became of it, the answer, call-backs drawn by the system",
            "Language"
        ),
        new("Problems", "scan, analyse, respond, assess", "Language", "Matters", "MinorCases", "Units"),
        new("OpenData", "counts for everybody, which of them are hidden, and how good a data set is", "Language"),
        new(
            "Transfers",
            "files by which matters come from other systems and are answered: cover sheet, rows, what became of them",
            "Language",
            "Matters",
            "Publishing",
            "Units"
        ),
        new("Sharing", "sharing slips: one unit reads named fields of another's matters", "Language", "Matters", "Units"),
        new(
            "Publishing",
            "words for everybody: drafts, hints, redaction, release by a second person, recall",
            "Language",
            "Matters",
            "Units"
        ),
    ];

    public static IReadOnlyList<string> Folders { get; } =
        Repo.Under("src/SmallMatters.Domain", ".cs")
            .Select(file => file.Split('/'))
            .Where(parts => parts.Length > 3)
            .Select(parts => parts[2])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
}
