namespace SmallMatters.Web.JointHandling;

/// <summary>Reading the steps and choices of joint files from addresses and forms.</summary>
internal static class JointSteps
{
    /// <summary>A step by its name; a number is none.</summary>
    public static bool TryRead<TStep>(string? typed, out TStep step)
        where TStep : struct, Enum =>
        Enum.TryParse(typed, ignoreCase: true, out step) && Enum.IsDefined(step) && !int.TryParse(typed, out _);

    /// <summary>What was chosen, or null when nothing that exists was.</summary>
    public static TChoice? Chosen<TChoice>(string? typed)
        where TChoice : struct, Enum => Enum.TryParse<TChoice>(typed, out var value) && Enum.IsDefined(value) ? value : null;
}
