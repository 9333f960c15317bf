using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>One consultation for everybody: the question while it is open, the unit's answer once it is published.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(GivingDesk desk) : GivePage<Consultation>(desk)
{
    /// <summary>How many answered, by choice, while nothing is published.</summary>
    public IEnumerable<Choice> Choices =>
        Shown.Paper.Choices.Select(
            (choice, i) =>
                new Choice(i.ToString(System.Globalization.CultureInfo.InvariantCulture), new Bilingual(choice, choice))
        );

    protected override (ReplyKind Kind, ReplyBody? Body, Refusal? Why) Read()
    {
        var (answer, why) = AnswerConsultationRule.Give(Shown, new GiveAnswer(Form.Words, Form.Choice), Today);
        return (ReplyKind.Answer, answer is null ? null : new ReplyBody(answer.Words, answer.Choice), why);
    }
}
