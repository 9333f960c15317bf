using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Participation;

/// <summary>
/// A courteous word to a neighbour (邻里一句话) about a small nuisance, to print or to send by its address before one complains. It names
/// nobody and is the same for everybody, so that there is nothing to keep: who opened, printed or sent one is not known.
/// </summary>
/// <param name="Code">As its address says it.</param>
/// <param name="About">What it is about.</param>
/// <param name="Words">What the neighbour reads.</param>
public sealed record NeighbourNote(string Code, Bilingual About, Bilingual Words)
{
    /// <summary>All, the most usual first.</summary>
    public static ImmutableArray<NeighbourNote> All { get; } =
    [
        Of(
            "noise",
            "晚上有声音",
            "Noise at night",
            "夜里您家里的声音会传到我这边，老人和孩子睡不好。可能您自己听不出来。晚上十点以后能不能轻一点？谢谢。",
            "At night the sound from your home carries over to mine, and the old and the young here sleep badly. You may not notice it "
                + "yourself. Could it be quieter after ten? Thank you."
        ),
        Of(
            "renovation",
            "装修",
            "Building work",
            "知道装修是大事。我家里有人要休息，能不能避开中午和晚上？要是哪几天特别响，提前说一声，我们好安排。谢谢。",
            "Building work has to be done. Somebody here needs rest: could the noon hour and the evening be left out? If some days are going "
                + "to be loud, a word before would help us. Thank you."
        ),
        Of(
            "parking",
            "停车挡路",
            "A car in the way",
            "您的车停在这里，我们出不去。可能您停的时候没有注意。方便的时候请挪一下；留一个挪车的办法在车上，下次就不用贴条了。谢谢。",
            "With your car here we cannot get out; you may not have noticed. Could you move it when you can, and leave a way to reach you on it? "
                + "Then no note is needed next time. Thank you."
        ),
        Of(
            "dog",
            "养犬",
            "A dog",
            "您家的狗很可爱。楼道里有人怕狗，孩子和老人多，出门的时候请牵好绳，便后请清理；它自己在家叫得久，您可能不知道。谢谢。",
            "You have a fine dog. Some people here are afraid of dogs, and there are many children and old people: would you keep it on the lead "
                + "and clean up after it? Alone at home it barks for long, which you may not know. Thank you."
        ),
        Of(
            "corridor",
            "楼道堆物",
            "Things in the corridor",
            "楼道里的东西占了一半的路，晚上容易绊倒，着火的时候大家都走不快。能不能这几天收进去？搬不动的，我们可以搭把手。谢谢。",
            "The things in the corridor take half of the way; one trips over them at night, and in a fire nobody gets past. Could they go inside "
                + "within a few days? If they are heavy, we can help. Thank you."
        ),
        Of(
            "dripping",
            "滴水、漏水",
            "Dripping water",
            "您家的空调水（或者管子）滴到我这边的窗台上。可能管子松了，您从上面看不到。方便的时候请看一下；要看现场，敲门就行。谢谢。",
            "Water from your air-conditioner or a pipe drips on my windowsill. Something may have come loose that you cannot see from above. Could "
                + "you look when you can? To see it from here, knock. Thank you."
        ),
        Of(
            "ebike",
            "电动车在楼里充电",
            "An e-bike charged indoors",
            "电动车或者电池在楼道、屋里充电，一着火整栋楼都跑不掉。楼下有充电的地方；要是不够用，我们一起向社区提。谢谢。",
            "An e-bike or its battery charged in the corridor or at home can burn, and then the whole building is in danger. There are places to "
                + "charge outside; if they are too few, let us ask the committee together. Thank you."
        ),
        Of(
            "smoke",
            "油烟、烟味",
            "Smoke and cooking fumes",
            "您那边的烟味（油烟）会飘进我家的窗户，家里有人呼吸不好。能不能换个地方抽，或者开一下油烟机、关上这边的窗？谢谢。",
            "Smoke or cooking fumes from your side come in at my window, and somebody here has trouble breathing. Could you smoke elsewhere, or use "
                + "the extractor and close the window on this side? Thank you."
        ),
    ];

    /// <summary>The one of an address; null where there is none.</summary>
    public static NeighbourNote? Find(string? code) => All.FirstOrDefault(n => n.Code == code);

    private static NeighbourNote Of(string code, string aboutZh, string aboutEn, string zh, string en) =>
        new(code, new Bilingual(aboutZh, aboutEn), new Bilingual(zh, en));
}
