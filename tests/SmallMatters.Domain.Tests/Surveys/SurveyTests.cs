using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Surveys;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Surveys;

public class SurveyTests
{
    private static readonly SurveyRules Rules = SurveyRules.BuiltIn;
    private static readonly string Area = Given.Jurisdiction.Areas.Keys.First();
    private static readonly Actor.Staff By = Given.Reviewer;

    private static string List(int dwellings) =>
        string.Concat(Enumerable.Range(1, dwellings).Select(i => $"{Area},幸福小区{i}号\n"));

    private static SurveyDecision Draw(
        string? list,
        Actor.Staff? by = null,
        bool another = false,
        SurveyAddress[]? rented = null
    ) => SurveyWaveRule.Draw(list, 1, another, by ?? By, "5eed", Rules, Given.Jurisdiction, Given.Today);

    private static SurveyWave Wave => Draw(List(200)).Fact!.Apply(null);

    [Fact]
    public void Whoever_has_the_frame_draws_the_same_addresses_again_in_whatever_order_it_comes()
    {
        var decision = Draw(List(500));
        var draw = ((SurveyOpened)decision.Fact!).File.Draw;
        Assert.Equal(Rules.Of(500), decision.Drawn.Length);
        Assert.Equal(decision.Drawn.Length, decision.Drawn.Distinct().Count());
        Assert.Equal(decision.Drawn, draw.Again([.. decision.Frame.Reverse()])!.Value);
        Assert.Null(draw.Again([.. decision.Frame.Skip(1)]));
        Assert.NotEqual(decision.Drawn, (draw with { Seed = "another" }).Again(decision.Frame)!.Value);
    }

    [Fact]
    public void Every_address_of_an_area_is_drawn_about_equally_often()
    {
        var frame = Draw(List(160)).Frame;
        var draws = Enumerable.Range(0, 400).SelectMany(i => SurveyDrawn.From(frame, $"{i}", Rules).Drawn).CountBy(a => a);
        // 80 of 160 in 400 draws: 200 each, with a standard deviation of 10.
        Assert.All(draws, d => Assert.InRange(d.Value, 155, 245));
    }

    [Fact]
    public void An_address_twice_on_the_list_is_drawn_once()
    {
        var decision = Draw(
            List(3) + List(3),
            rented: [new SurveyAddress(Area, "幸福小区1号"), new SurveyAddress(Area, "老街9号")]
        );
        Assert.Equal(3, decision.Frame.Length);
        Assert.Equal(3, decision.Drawn.Length);
    }

    [Fact]
    public void Every_bad_line_is_told_and_nothing_is_drawn()
    {
        var decision = Draw($"{Area},好地址\nnowhere,某地\n{Area},\n只有一段\n");
        Assert.Equal(["survey-line", "survey-line", "survey-line"], decision.Why!.Each.Select(w => w.Code));
        Assert.Equal("survey-frame", Draw(" \n").Why!.Code);
    }

    [Fact]
    public void Only_a_reviewing_unit_asks_and_one_wave_at_a_time()
    {
        Assert.Equal("survey-not-neutral", Draw(List(3), Given.Supervisor).Why!.Code);
        Assert.Equal("survey-open", Draw(List(3), another: true).Why!.Code);
        Assert.Equal("survey-not-neutral", SurveyWaveRule.Close(Wave, [], [], Given.Supervisor, Given.Today).Why!.Code);
    }

    [Fact]
    public void A_wave_is_closed_after_its_last_day_or_when_every_letter_has_ended()
    {
        ImmutableArray<SurveyAreaClosed> waiting = [new(Area, new SurveyResponse(40, 1, 1, 1, 1))];
        ImmutableArray<SurveyAreaClosed> ended = [new(Area, new SurveyResponse(40, 1, 1, 0, 1))];
        var last = Wave.File.OpenUntil;
        Assert.Equal("survey-not-over", SurveyWaveRule.Close(Wave, waiting, [], By, last).Why!.Code);
        Assert.IsType<SurveyClosed>(SurveyWaveRule.Close(Wave, waiting, [], By, last.AddDays(1)).Fact);
        var closed = SurveyWaveRule.Close(Wave, ended, [], By, Given.Today).Fact!.Apply(Wave);
        Assert.Equal("survey-closed", SurveyWaveRule.Close(closed, ended, [], By, Given.Today).Why!.Code);
        Assert.False(SurveyLetterRule.TakesAnswer(closed, SurveyOutcome.Waiting, Given.Today));
    }

    [Fact]
    public void An_answer_is_final_so_is_a_refusal_and_who_was_not_reached_may_still_answer()
    {
        foreach (var there in Enum.GetValues<SurveyOutcome>())
        {
            var ended = there is SurveyOutcome.Answered or SurveyOutcome.Refused;
            Assert.Equal(!ended, SurveyLetterRule.TakesAnswer(Wave, there, Given.Today));
            var (outcome, why) = SurveyLetterRule.WriteDown(Wave, there, SurveyOutcome.Refused, By);
            Assert.Equal(ended ? "survey-letter-ended" : null, why?.Code);
            Assert.Equal(ended ? null : SurveyOutcome.Refused, outcome);
        }
        Assert.False(SurveyLetterRule.TakesAnswer(Wave, SurveyOutcome.Waiting, Wave.File.OpenUntil.AddDays(1)));
        Assert.Equal(
            "survey-outcome",
            SurveyLetterRule.WriteDown(Wave, SurveyOutcome.Waiting, SurveyOutcome.Answered, By).Why!.Code
        );
        Assert.Equal("survey-outcome", SurveyLetterRule.WriteDown(Wave, SurveyOutcome.Waiting, null, By).Why!.Code);
        Assert.Equal(
            "survey-not-neutral",
            SurveyLetterRule.WriteDown(Wave, SurveyOutcome.Waiting, SurveyOutcome.Refused, Given.Handler).Why!.Code
        );
    }

    /// <summary>Two hundred random lives of a wave of fifty letters: what is counted at the end is what happened.</summary>
    [Fact]
    public void Whatever_happens_in_whatever_order_each_letter_counts_once_and_no_more_answers_are_taken_than_codes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var letters = new SurveyOutcome[50];
            var wave = Wave;
            var today = Given.Today;
            var taken = 0;
            for (var step = 0; step < 300; step++)
            {
                var i = random.Next(letters.Length);
                var before = letters[i];
                if (random.Next(3) == 0)
                {
                    if (SurveyLetterRule.TakesAnswer(wave, before, today))
                    {
                        letters[i] = SurveyOutcome.Answered;
                        taken++;
                    }
                }
                else if (SurveyLetterRule.WriteDown(wave, before, (SurveyOutcome)random.Next(5), By).Outcome is { } outcome)
                {
                    letters[i] = outcome;
                }
                Assert.True(before is not (SurveyOutcome.Answered or SurveyOutcome.Refused) || letters[i] == before);
                today = today.AddDays(random.Next(60) == 0 ? 10 : 0);
                var response = Count(letters);
                var closing = SurveyWaveRule.Close(wave, [new SurveyAreaClosed(Area, response)], [], By, today);
                if (random.Next(40) == 0 && closing.Fact is { } fact)
                {
                    wave = fact.Apply(wave);
                }
            }
            Assert.Equal(taken, letters.Count(l => l == SurveyOutcome.Answered));
            Assert.Equal(letters.Length, Count(letters).Drawn);
        }
    }

    private static SurveyResponse Count(SurveyOutcome[] letters)
    {
        int Of(SurveyOutcome which) => letters.Count(l => l == which);
        return new SurveyResponse(
            Of(SurveyOutcome.Answered),
            Of(SurveyOutcome.Refused),
            Of(SurveyOutcome.NotReached),
            Of(SurveyOutcome.Waiting),
            Of(SurveyOutcome.Ineligible)
        );
    }

    [Fact]
    public void An_answer_holds_choices_of_lists_and_every_question_without_one_is_told_at_once()
    {
        var wording = Rules.WordingOn(Given.Today);
        var (answer, why) = AnswerSurveyRule.Decide(
            new AnswerSurvey(new Dictionary<string, string?> { ["overall"] = "x" }),
            wording
        );
        Assert.Null(answer);
        Assert.Equal(wording.Questions.Select(q => q.Code), why!.Each.Select(w => w.Field));
        var all = wording.Questions.ToDictionary(q => q.Code, q => (string?)q.Choices[0].Code);
        Assert.Equal(wording.Questions.Length, AnswerSurveyRule.Decide(new AnswerSurvey(all), wording).Answer!.Choices.Length);
        Assert.Equal(["Choices"], typeof(SurveyAnswer).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract"));
    }

    [Fact]
    public void Other_words_in_one_series_are_refused_and_a_new_series_may_ask_anew()
    {
        var first = Rules.Wordings[0];
        var question = first.Questions[0] with { Text = new Bilingual("很安全吧？", "Very safe, is it?") };
        var second = first with { Version = 2, From = first.From.AddYears(1), Questions = first.Questions.SetItem(0, question) };
        Assert.Throws<InvalidDataException>(() => (Rules with { Wordings = [first, second] }).Checked());
        var anew = (Rules with { Wordings = [first, second with { Series = 2 }] }).Checked();
        Assert.Equal(1, anew.WordingOn(second.From.AddDays(-1)).Version);
        Assert.Equal(2, anew.WordingOn(second.From).Version);
    }

    [Fact]
    public void The_response_is_told_as_the_standard_definitions_tell_it()
    {
        var response = new SurveyResponse(60, 10, 10, 15, 5);
        Assert.Equal(60 / 95.0, response.Rate!.Value, 12);
        Assert.Equal(60 / (80 + (15 * 80 / 85.0)), response.RateOfKnown!.Value, 12);
        Assert.Null(new SurveyResponse(0, 0, 0, 0, 5).Rate);
        Assert.Equal(200, (response + response).Drawn);
    }

    [Fact]
    public void An_area_that_cannot_carry_it_is_hidden_and_never_alone()
    {
        ImmutableArray<Told> Of(params (int, double?)[] areas) => SurveyDisclosure.Of(areas, Rules);
        Assert.Equal([Told.Compared, Told.Compared], Of((40, .1), (30, .15)));
        Assert.Equal([Told.HiddenWithThem, Told.TooFew, Told.Compared], Of((40, .1), (29, .1), (50, .1)));
        Assert.Equal([Told.Compared, Told.TooFew, Told.TooFew], Of((40, .1), (29, .1), (60, .2)));
        Assert.Equal([Told.HiddenWithThem, Told.TooFew, Told.TooFew], Of((40, .1), (4, .3), (5, .2)));
        Assert.Equal([Told.Compared, Told.TooFew], Of((40, .1), (0, null)));
    }
}
