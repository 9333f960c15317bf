namespace SmallMatters.Patterns.Surveys;

/// <summary>What a random sample without replacement brought from one stratum, to one question with yes or no.</summary>
/// <param name="Frame">How many stood in the stratum, positive.</param>
/// <param name="Drawn">How many of them were drawn, positive, at most <paramref name="Frame"/>.</param>
/// <param name="Ineligible">How many of those drawn turned out not to belong there, such as empty dwellings.</param>
/// <param name="Answered">How many of the others answered the question.</param>
/// <param name="Yes">How many of those said yes.</param>
public readonly record struct SurveyStratum(long Frame, int Drawn, int Ineligible, int Answered, int Yes)
{
    /// <summary>Those drawn who belong there, whether they answered or not.</summary>
    public int Asked => Drawn - Ineligible;

    /// <summary>How many of the frame belong there, as the sample says.</summary>
    public double Eligible => (double)Frame * Asked / Drawn;

    /// <summary>
    /// For how many each answer stands: the design weight, raised within the stratum for those who did not answer. That is right as far
    /// as those of one stratum who answer are like those who do not.
    /// </summary>
    public double Weight => Eligible / Answered;

    internal SurveyStratum Checked() =>
        Frame > 0
        && Drawn > 0
        && Drawn <= Frame
        && Ineligible >= 0
        && Answered >= 0
        && Answered <= Asked
        && Yes >= 0
        && Yes <= Answered
            ? this
            : throw new ArgumentOutOfRangeException(nameof(Frame), this, "The counts of a stratum do not fit one another.");
}
