using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Raising;

/// <summary>The questions, one a page, in their order.</summary>
public enum RaiseStep
{
    Emergency,
    About,
    Unit,
    Words,
    Answered,
    Where,
    Photos,
    Contact,
    Similar,
    Check,
}

/// <summary>Which question comes when.</summary>
public static class RaiseSteps
{
    public static string Address(RaiseStep step) =>
        step switch
        {
            RaiseStep.Emergency => "/raise",
            RaiseStep.About => "/raise/about",
            RaiseStep.Unit => "/raise/unit",
            RaiseStep.Words => "/raise/words",
            RaiseStep.Answered => "/raise/answers",
            RaiseStep.Where => "/raise/where",
            RaiseStep.Photos => "/raise/photos",
            RaiseStep.Contact => "/raise/contact",
            RaiseStep.Similar => "/raise/similar",
            _ => "/raise/check",
        };

    /// <summary>The first question that still needs an answer; the last page when none does.</summary>
    public static RaiseStep FirstMissing(RaiseAnswers answers, Jurisdiction jurisdiction)
    {
        if (!answers.Safe)
        {
            return RaiseStep.Emergency;
        }
        if (answers.Sorted(jurisdiction) is not (var kind, var category))
        {
            return RaiseStep.About;
        }
        if (kind == Kind.Conduct && (answers.UnitConcerned is not { } unit || !jurisdiction.Units.ContainsKey(unit)))
        {
            return RaiseStep.Unit;
        }
        if (answers.Words is null || category.Questions.Any(q => q.Required && !answers.More.ContainsKey(q.Code)))
        {
            return RaiseStep.Words;
        }
        return answers.Area is { } area && jurisdiction.Areas.ContainsKey(area) ? RaiseStep.Check : RaiseStep.Where;
    }

    /// <summary>The question after this one.</summary>
    public static RaiseStep After(RaiseStep step, RaiseAnswers answers, Jurisdiction jurisdiction) =>
        step == RaiseStep.About && answers.Sorted(jurisdiction)?.Kind != Kind.Conduct ? RaiseStep.Words : step + 1;

    /// <summary>The question before this one.</summary>
    public static RaiseStep Before(RaiseStep step, RaiseAnswers answers, Jurisdiction jurisdiction) =>
        step switch
        {
            RaiseStep.Words when answers.Sorted(jurisdiction)?.Kind != Kind.Conduct => RaiseStep.About,
            // The pages of answers and of similar matters are passed over when there are none.
            RaiseStep.Where => RaiseStep.Words,
            RaiseStep.Check => RaiseStep.Contact,
            RaiseStep.Emergency => RaiseStep.Emergency,
            _ => step - 1,
        };
}
