using SmallMatters.Bench.Harness;
using SmallMatters.Bench.Integrity;
using SmallMatters.Bench.Pages;
using SmallMatters.Bench.Patterns;
using SmallMatters.Bench.Planted;
using SmallMatters.Bench.Projections;
using SmallMatters.Bench.Start;
using SmallMatters.Bench.Submissions;
using SmallMatters.Bench.Webhooks;

switch (args)
{
    case ["submissions", .. var rest]:
        return await SubmissionsBench.RunAsync(new Arguments(rest));
    case ["pages", .. var rest]:
        return await PagesBench.RunAsync(new Arguments(rest));
    case ["projections", .. var rest]:
        return await ProjectionsBench.RunAsync(new Arguments(rest));
    case ["webhooks", .. var rest]:
        return await WebhooksBench.RunAsync(new Arguments(rest));
    case ["start", .. var rest]:
        return await StartBench.RunAsync(new Arguments(rest));
    case ["patterns", .. var rest]:
        return PatternsBench.Run(rest);
    case ["planted", .. var rest]:
        return await PlantedBench.RunAsync(new Arguments(rest));
    case ["integrity", .. var rest]:
        return IntegrityBench.Run(new Arguments(rest));
    default:
        await Console.Error.WriteLineAsync(
            """
            bench submissions [--postgres C] [--seconds 10] [--rounds 3] [--warm-up 15]
                durable submissions per second; on PostgreSQL beside pgbench
            bench pages --data DIR [--postgres C] [--seconds 8] [--warm-up 5] [--only inbox|search|matter|area]
                pages over a seeded folder: rate, times, and what each costs the processor
            bench projections --data DIR [--postgres C] [--rounds 400]
                lists as their audiences see them beside the bare rows, twenty roles
            bench webhooks [--data DIR] [--postgres C] [--matters 400] [--each 20] [--rounds 3]
                signed messages per second to a receiver on this machine, in the order of each matter
            bench start [--rounds 5]
                start to first page, and idle memory
            bench patterns [knox|scan|kde|hotissues …]
                the pattern library beside its peers
            bench planted --data DIR [--postgres C] [--matters N]
                what the pages find of what "seed --planted" put in, and what else they call out
            bench integrity [--jurisdictions 2000]
                what checks of records find of what is planted, and their false alarms
            """
        );
        return 2;
}
