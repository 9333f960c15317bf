using System.Collections.Immutable;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>One act that somebody tries on a matter, drawn from all that staff, residents, outside partners and jobs can try.</summary>
internal static class RandomActs
{
    /// <summary>A matter as it is raised: of one of three categories, its raiser sealed now and then.</summary>
    public static Matter Raised(Func<int, int> draw) =>
        Given.Raised(Given.Raise(new[] { "light", "water", "other" }[draw(3)]) with { SealIdentity = draw(4) == 0 }).Begin();

    /// <summary>The instant of the next act: mostly hours later, and minutes where something may be looked at for a short time only.</summary>
    public static DateTimeOffset Later(Matter m, DateTimeOffset now, Func<int, int> draw, int hours) =>
        m.File.Openings.Any(o => o.State == OpeningState.Approved) && draw(3) > 0
            ? now.AddMinutes(draw(20) + 1)
            : now.AddHours(draw(hours) + 1);

    /// <summary>What was decided on the act, or null when there was nothing to try it on.</summary>
    public static Decision? Draw(Matter m, Func<int, int> draw, DateTimeOffset now) =>
        m.File.Openings.FirstOrDefault(o => OpenIdentityRule.IsPending(m.File, o, now)) is { } opening && draw(3) == 0
            ? ActsOfPeople.OnOpening(m, opening, draw, now)
            : draw(8) switch
            {
                0 or 1 => ActsOfPeople.Draw(m, draw, now),
                2 when m.File.Parts.Any(p => p.Outside) => ActsOfPartners.Draw(m, draw, now),
                _ => ActsOfStaff.Draw(m, draw, now),
            };

    /// <summary>The matter after what was decided; as it was when it was refused.</summary>
    public static Matter After(Matter m, ImmutableArray<Fact> facts) => facts.Aggregate(m, (state, fact) => fact.Apply(state));
}
