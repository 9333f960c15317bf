using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// What erasing a person does to the rows: their key and contact go; with the raiser also the matter's own words, its
/// place and its search entry. The history keeps its ciphertext, which nobody can read any more, and its chain.
/// </summary>
internal static class Erasing
{
    public static void Add(WriteSet change, MatterRows rows, ParticipantId person)
    {
        var participant = rows.Participants.First(p => p.Id == person);
        participant.Key = null;
        participant.Name = null;
        participant.Phone = null;
        participant.Email = null;
        participant.Reachable = false;
        participant.Erased = true;
        participant.LinkIssue++;
        change.Updates.Add((participant, null));
        change.ErasedPeople.Add(person);
        if (participant.Role != ParticipantRole.Raiser)
        {
            return;
        }
        var matter = rows.Matter;
        matter.Title = null;
        matter.Description = null;
        matter.PlaceText = null;
        matter.PlaceKey = null;
        matter.Latitude = null;
        matter.Longitude = null;
        matter.Cell = null;
        matter.PublicText = null;
        change.Search = (matter.Id, null);
    }
}
