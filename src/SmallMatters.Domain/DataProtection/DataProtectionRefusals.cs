using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.DataProtection;

/// <summary>Refusals that several use cases share.</summary>
internal static class DataProtectionRefusals
{
    /// <summary>It takes another role.</summary>
    public static Refusal NotYourRole { get; } =
        Refusal.Of("not-your-role", "您现在的岗位不能做这一步。", "Your role does not allow this step.");
}
