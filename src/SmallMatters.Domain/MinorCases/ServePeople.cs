using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>Decides on what is owed to the people of a case.</summary>
public static class ServePeopleRule
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 60;

    /// <summary>Names another reporter or victim.</summary>
    public static CaseDecision Name(
        MinorCase it,
        ParticipantId id,
        CaseRole? role,
        string? name,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if (CaseMay.Handle(it, by) is { } why)
        {
            return why;
        }
        var missing = Refusal.All(
            role is { } r && Enum.IsDefined(r) ? null : Refusals.Missing("Role", "请选择这个人是谁。", "Choose who it is."),
            Refusals.Words(name, "Name", LongestName, "请写明怎样称呼。", "Write down how to address them.").Why
        );
        if (missing is not null)
        {
            return missing;
        }
        var person = new CasePerson(id, role!.Value);
        return new CasePersonNamed(person)
        {
            On = now,
            Clocks = [CaseMay.Start(j, "case-telling", CaseClockFor.Telling, now, Guid.CreateVersion7(now), id)],
        };
    }

    /// <summary>Staff told somebody.</summary>
    public static CaseDecision Tell(MinorCase it, ParticipantId person, ToldHow? how, Actor.Staff by, DateTimeOffset now) =>
        CaseMay.Handle(it, by) is { } why ? why
        : !it.People.Any(p => p.Id == person) ? Refusals.Missing("Person", "请选择告知了谁。", "Choose who was told.")
        : how is not { } way || !Enum.IsDefined(way) ? Refusals.Missing("How", "请选择怎样告知的。", "Say how they were told.")
        : new CasePersonTold(person, way) { On = now, Clocks = CaseMay.Met(it, CaseClockFor.Telling, now, person) };

    /// <summary>Somebody read their own page: null when there was nothing new for them.</summary>
    public static CasePersonTold? Read(MinorCase it, ParticipantId person, DateTimeOffset now) =>
        it.Clocks.Any(c => c.For == CaseClockFor.Telling && c.Person == person && c.Clock.IsOpen)
            ? new CasePersonTold(person, null) { On = now, Clocks = CaseMay.Met(it, CaseClockFor.Telling, now, person) }
            : null;

    /// <summary>Keeps a prior attempt.</summary>
    public static CaseDecision Attempt(
        MinorCase it,
        AttemptBy? attempt,
        DateOnly? day,
        string? words,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if (CaseMay.Handle(it, by) is { } why)
        {
            return why;
        }
        var (text, noText) = Refusals.Words(
            words,
            "Words",
            CaseMay.LongestWords,
            "请写明怎样劝阻、调解的，结果怎样。",
            "Say what was tried and what came of it."
        );
        var missing = Refusal.All(
            attempt is { } a && Enum.IsDefined(a) ? null : Refusals.Missing("By", "请选择谁处理过。", "Choose who tried."),
            day is { } on && on <= j.Calendar.DayOf(now)
                ? null
                : Refusals.Missing("Day", "请写明哪一天，不能晚于今天。", "Say on which day, today at the latest."),
            noText
        );
        return missing is not null
            ? missing
            : new PriorAttemptRecorded(new PriorAttempt(attempt!.Value, day!.Value, new PersonalText(it.Office, text)))
            {
                On = now,
            };
    }

    /// <summary>Something was taken, with the number of the receipt that was given.</summary>
    public static CaseDecision Take(MinorCase it, Guid id, string? what, string? receipt, Actor.Staff by, DateTimeOffset now)
    {
        if (CaseMay.Handle(it, by) is { } why)
        {
            return why;
        }
        var missing = Refusal.All(
            CaseMay.TooLong(what, "Words"),
            CaseMay.TooLong(receipt, "Document"),
            CaseMay.Line(it, what) is null ? Refusals.Missing("Words", "请写明是什么财物。", "Say what it is.") : null,
            CaseMay.Line(it, receipt) is null
                ? Refusals.Missing("Document", "请写明清单的编号。", "Give the number of the receipt.")
                : null
        );
        return missing is not null
            ? missing
            : new ThingTaken(new HeldThing(id, CaseMay.Line(it, what)!, CaseMay.Line(it, receipt)!.Text!)) { On = now };
    }

    /// <summary>Gives it back, with a receipt.</summary>
    public static CaseDecision Return(MinorCase it, Guid thing, string? receipt, Actor.Staff by, DateTimeOffset now) =>
        CaseMay.Handle(it, by) is { } why ? why
        : !it.Held.Any(h => h.Id == thing && h.ReturnedOn is null)
            ? Refusals.Missing("Thing", "请选择返还的财物。", "Choose what is given back.")
        : CaseMay.TooLong(receipt, "Document") is { } tooLong ? tooLong
        : CaseMay.Line(it, receipt) is not { } line
            ? Refusals.Missing("Document", "请写明发还清单的编号。", "Give the number of the receipt.")
        : new ThingReturned(thing, line) { On = now };

    /// <summary>The number in the police system, once; a wrong one is put right by entering it anew while the case is open.</summary>
    public static CaseDecision Number(MinorCase it, string? number, bool taken, Actor.Staff by, DateTimeOffset now) =>
        CaseMay.Handle(it, by) is { } why ? why
        : CaseMay.TooLong(number, "Words") is { } tooLong ? tooLong
        : CaseMay.Line(it, number) is not { } line ? Refusals.Missing("Words", "请写明外部编号。", "Give the number.")
        : taken ? Refusal.Of("number-taken", "这个编号已经是另一起案件的。", "That number is another case's already.", "Words")
        : new ExternalNumberGiven(line) { On = now };

    /// <summary>A victim answers the offer of a prevention visit, also after the case was closed.</summary>
    public static CaseDecision Answer(
        MinorCase it,
        ParticipantId person,
        bool wanted,
        bool neighbours,
        Jurisdiction j,
        DateTimeOffset now
    ) =>
        !it.People.Any(p => p.Id == person && p.IsVictim) ? Refusals.NotByThisLink
        : it.Clocks.Any(c => c.For == CaseClockFor.PreventionVisit)
            ? Refusal.Of("visit-answered", "您已经预约过了。", "You have asked for it already.")
        : new PreventionVisitAnswered(person, wanted, wanted && neighbours)
        {
            On = now,
            Clocks = wanted
                ? [CaseMay.Start(j, "prevention-visit", CaseClockFor.PreventionVisit, now, Guid.CreateVersion7(now), person)]
                : [],
        };

    /// <summary>The visit took place.</summary>
    public static CaseDecision Visited(MinorCase it, bool neighbours, Actor.Staff by, DateTimeOffset now) =>
        !CaseMay.IsOfStation(it, by) ? CaseMay.NotYours
        : it.Clocks.Any(c => c.For == CaseClockFor.PreventionVisit && c.Clock.IsOpen)
            ? new PreventionVisited(neighbours) { On = now, Clocks = CaseMay.Met(it, CaseClockFor.PreventionVisit, now) }
        : CaseMay.NotNow;

    /// <summary>The victim was called back; one that was not reached stays due.</summary>
    public static CaseDecision CallBack(
        MinorCase it,
        ParticipantId person,
        bool? reached,
        string? words,
        Actor.Staff by,
        DateTimeOffset now
    ) =>
        !CaseMay.IsOfStation(it, by) ? CaseMay.NotYours
        : !it.Clocks.Any(c => c.For == CaseClockFor.CallBack && c.Person == person && c.Clock.IsOpen) ? CaseMay.NotNow
        : reached is not { } spoke ? Refusals.Missing("How", "请选择是否联系上。", "Say whether they were reached.")
        : Refusals.Clean(words).Length > CaseMay.LongestWords ? Refusals.TooLong("Words", CaseMay.LongestWords)
        : new CaseCalledBack(person, spoke, Refusals.Clean(words) is { Length: > 0 } said ? new PersonalText(person, said) : null)
        {
            On = now,
            Clocks = spoke ? CaseMay.Met(it, CaseClockFor.CallBack, now, person) : [],
        };

    /// <summary>
    /// Judges the service once an outcome was told. Any no opens a review of the service; nothing here touches the decision, against
    /// which there are the remedies.
    /// </summary>
    public static CaseDecision Judge(MinorCase it, ServiceVerdict verdict, string? words, Jurisdiction j, DateTimeOffset now) =>
        it.IsOpen ? CaseMay.NotNow
        : !it.People.Any(p => p.Id == verdict.Person) ? Refusals.NotByThisLink
        : it.Verdicts.Any(v => v.Person == verdict.Person)
            ? Refusal.Of("judged-already", "您已经评价过了。", "You have judged it already.")
        : Refusals.Clean(words).Length > CaseMay.LongestWords ? Refusals.TooLong("Words", CaseMay.LongestWords)
        : new CaseServiceJudged(
            verdict,
            Refusals.Clean(words) is { Length: > 0 } said ? new PersonalText(verdict.Person, said) : null
        )
        {
            On = now,
            Clocks = verdict.HasNo
                ?
                [
                    CaseMay.Start(
                        j,
                        "case-service-review",
                        CaseClockFor.ServiceReview,
                        now,
                        Guid.CreateVersion7(now),
                        verdict.Person
                    ),
                ]
                : [],
        };

    /// <summary>The head of the station answers a verdict with a no.</summary>
    public static CaseDecision AnswerVerdict(
        MinorCase it,
        ParticipantId person,
        string? words,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (!CaseMay.IsOfStation(it, by) || !by.Is(StaffRole.Supervisor))
        {
            return CaseMay.NotYours;
        }
        if (!it.Clocks.Any(c => c.For == CaseClockFor.ServiceReview && c.Person == person && c.Clock.IsOpen))
        {
            return CaseMay.NotNow;
        }
        var (text, missing) = Refusals.Words(
            words,
            "Words",
            CaseMay.LongestWords,
            "请写明服务上怎样改进，对方会看到。",
            "Say what the service mends; they see it."
        );
        return missing is not null
            ? missing
            : new CaseServiceAnswered(person, new PersonalText(person, text))
            {
                On = now,
                Clocks = CaseMay.Met(it, CaseClockFor.ServiceReview, now, person),
            };
    }

    /// <summary>Opens sealed records on a recorded ground; only the head of the station, with the document that asks for it.</summary>
    public static CaseDecision Open(MinorCase it, SealGround? ground, string? document, Actor.Staff by, DateTimeOffset now) =>
        !it.IsSealed ? CaseMay.NotNow
        : !CaseMay.IsOfStation(it, by) || !by.Is(StaffRole.Supervisor) ? CaseMay.NotYours
        : ground is not { } on || !Enum.IsDefined(on)
            ? Refusals.Missing("Ground", "请选择查询封存记录的依据。", "Choose the ground on which sealed records are opened.")
        : CaseMay.TooLong(document, "Document") is { } tooLong ? tooLong
        : CaseMay.Line(it, document) is not { } line
            ? Refusals.Missing("Document", "请写明来函或者文书的文号。", "Give the number of the letter or document.")
        : new SealOpened(by.Id, on, line) { On = now };

    /// <summary>A person hands in evidence while the police have still to decide.</summary>
    public static CaseDecision Give(MinorCase it, ParticipantId person, string sha256, DateTimeOffset now) =>
        !it.People.Any(p => p.Id == person) ? Refusals.NotByThisLink
        : !it.IsOpen ? CaseMay.NotNow
        : new CaseEvidenceGiven(person, sha256) { On = now };

    /// <summary>Erases the people of a closed case once the time for which it is kept is over.</summary>
    public static CaseDecision Erase(MinorCase it, DateTimeOffset now) =>
        !it.IsSealed
            ? CaseMay.NotNow
            : new CaseDecision([.. it.People.Select(p => new CasePersonErased(p.Id) { On = now })], null);
}
