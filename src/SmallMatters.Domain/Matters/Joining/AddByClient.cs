using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// Add information through the program that raised the matter, which speaks for the raiser there. It moves no window and no
/// clock, and closes nothing.
/// </summary>
/// <param name="UpdateId">The program's own key of this addition.</param>
/// <param name="Text">What it has to say.</param>
/// <param name="RaisedBy">Who raised the matter, as the history has it (<see cref="Actor.Code"/>).</param>
public sealed record AddByClient(string UpdateId, string Text, string? RaisedBy);

/// <summary>Decides on additions by programs.</summary>
public static class AddByClientRule
{
    /// <summary>Another program, or a person, raised it.</summary>
    public static Refusal NotRaisedByThisClient { get; } =
        Refusal.Of(
            "not-raised-by-this-client",
            "这件诉求不是通过这个接口密钥提交的，不能由它补充。",
            "This matter was not raised with this key, which cannot add to it."
        );

    /// <summary>The addition as the raiser's, until the matter is settled; only for the program that raised it.</summary>
    public static Decision Decide(Matter matter, AddByClient command, Actor.Client by)
    {
        if (command.RaisedBy != by.Code)
        {
            return NotRaisedByThisClient;
        }
        if (matter is Matter.Settled || matter.File.Raiser.Erased)
        {
            return Refusals.NotOpen;
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            AddRule.LongestText,
            "请写下要补充的情况。",
            "Write what you want to add."
        );
        return noText is not null ? noText : new InformationAdded(matter.File.Words(text!), []) { UpdateId = command.UpdateId };
    }
}
