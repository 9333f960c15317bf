using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Disputes;

/// <content>What can be chosen in the steps of a dispute.</content>
public sealed partial class ActModel
{
    /// <summary>The parties, for who owes a term.</summary>
    public IEnumerable<Choice> Parties =>
        Dispute
            .File.Present.Select(p => new Choice(p.Id.Value.ToString("N"), new Bilingual(NameOf(p.Id), NameOf(p.Id))))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IEnumerable<Choice> Procedures => Of<CourtProcedure>(DisputeWords.Said);

    public static IEnumerable<Choice> MediatorAnswers => Of<MediatorAnswer>(DisputeWords.Said);

    /// <summary>Who may be invited: whom the parties want first, then those with the least to do.</summary>
    public IEnumerable<Choice> Mediators =>
        Register
            .Where(l => l.Mediator.Serves(Dispute.File.Kind, Today))
            .Where(l => Dispute.File.Invitations.All(i => i.Mediator != l.Mediator.Id))
            .Select(l => (Line: l, Wished: Dispute.File.Wishes.Count(w => w.Mediator == l.Mediator.Id)))
            .OrderByDescending(l => l.Wished)
            .Select(l => new Choice(
                l.Line.Mediator.Id.Value.ToString("N"),
                new Bilingual(l.Line.Name, l.Line.Name),
                new Bilingual(
                    $"{Wish(l.Wished).Zh}在办 {l.Line.Load} 件 · {string.Join("、", l.Line.Mediator.Languages.Select(w => w.Said().Zh))}",
                    $"{Wish(l.Wished).En}{l.Line.Load} at present · {string.Join(", ", l.Line.Mediator.Languages.Select(w => w.Said().En))}"
                )
            ));

    private Bilingual Wish(int parties) =>
        parties == 0 ? new("", "")
        : parties == Dispute.File.Present.Count() ? new("各方都想请 · ", "wanted by all parties · ")
        : new($"{parties} 方想请 · ", $"wanted by {parties} · ");

    public static IEnumerable<Choice> Forms => Of<AgreementForm>(DisputeWords.Said);

    public static IEnumerable<Choice> Conditions => Of<AgreementCondition>(DisputeWords.Said);

    public static IEnumerable<Choice> Kinds => Of<DisputeKind>(DisputeWords.Said);

    public static IEnumerable<Choice> PartyKinds => Of<PartyKind>(DisputeWords.Said);

    public static IEnumerable<Choice> Authorities => Of<Authority>(DisputeWords.Said);

    public static IEnumerable<Choice> Proofs => Of<AuthorityShown>(DisputeWords.Said);

    public static IEnumerable<Choice> Answers => Of<ConsentAnswer>(DisputeWords.Said);

    public static IEnumerable<Choice> Duties => Of<ReportDuty>(DisputeWords.Said);

    /// <summary>How a party may have said what staff write down.</summary>
    public static IEnumerable<Choice> Hows => Of<ConsentHow>(DisputeWords.Said, ConsentHow.ByLink);

    private static IEnumerable<Choice> Of<T>(Func<T, Bilingual> said, params T[] without)
        where T : struct, Enum => Enum.GetValues<T>().Except(without).Select(v => new Choice(v.ToString(), said(v)));

    /// <summary>The venues that are in force today and take the dispute.</summary>
    public IEnumerable<Venue> Open => Venues.Venues.Where(v => v.HoldsOn(Today) && v.Takes(Dispute.File.Kind));

    /// <summary>The ways in which staff may end it.</summary>
    public IEnumerable<Choice> Ends =>
        Of<EndedAs>(DisputeWords.Said, EndedAs.Refused, EndedAs.Excluded, EndedAs.HandedOver)
            .Where(c =>
                Enum.Parse<EndedAs>(c.Value) switch
                {
                    EndedAs.Protection => Dispute.File.Unsafe,
                    EndedAs.AnotherDoor => true,
                    EndedAs.Performed => false,
                    EndedAs.NotReached => !Dispute.File.Unsafe && Dispute is Domain.Disputes.Dispute.Mediating,
                    EndedAs.NotPerformed => !Dispute.File.Unsafe && EndDisputeRule.IsLate(Dispute, Today),
                    _ => !Dispute.File.Unsafe && Dispute is not Domain.Disputes.Dispute.Agreed,
                }
            );

    public IEnumerable<Choice> Doors =>
        Venues
            .DoorsFor(Dispute.File.Kind, Dispute.File.Unsafe)
            .Where(d => d.Code != "complaint")
            .Select(d => new Choice(d.Code, d.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));
}
