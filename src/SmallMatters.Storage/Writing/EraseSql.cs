namespace SmallMatters.Storage.Writing;

/// <summary>What goes with an erased person beside the rows of their matter. The one parameter is the person.</summary>
internal static class EraseSql
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        "UPDATE photo SET bytes = NULL WHERE \"of\" = @p0",
        "UPDATE notice SET words = NULL WHERE \"to\" = @p0",
        "UPDATE sealed_identity SET key = NULL, name = NULL, phone = NULL, email = NULL WHERE person = @p0",
        "DELETE FROM declared_need WHERE person = @p0",
        "DELETE FROM lesson_source WHERE person = @p0",
        "UPDATE notice SET state = 'Dropped', next_try_at = NULL WHERE \"to\" = @p0 AND state = 'Waiting'",
    ];
}
