namespace SmallMatters.Domain.Matters;

/// <summary>
/// Words that belong to a person: stored in history only as ciphertext under that person's own key, so that erasing the
/// key erases the words and leaves the chain of facts whole.
/// </summary>
/// <param name="Of">Whose key.</param>
/// <param name="Text">The words; null once the person has been erased.</param>
public sealed record PersonalText(ParticipantId Of, string? Text);

/// <summary>The same for something with a structure, such as where a resident's trouble is.</summary>
/// <param name="Of">Whose key.</param>
/// <param name="Value">The value; null once the person has been erased.</param>
public sealed record Personal<T>(ParticipantId Of, T? Value)
    where T : class;
