using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.EndToEnd.Faults;

/// <summary>
/// Work whose effects can be counted: <c>worker-*</c> takes some time, writes a file, and leaves a mark outside its folder as its
/// last step; <c>inline-*</c> runs inside the server.
/// </summary>
internal static class FaultProcesses
{
    public const int FileLength = 300_000;

    public static IReadOnlyList<IProcess> All { get; } =
    [
        new Counted("inline-again", isTrivial: true, isRepeatable: true),
        new Counted("inline-once", isTrivial: true, isRepeatable: false),
        new Counted("worker-again", isTrivial: false, isRepeatable: true),
        new Counted("worker-once", isTrivial: false, isRepeatable: false),
    ];

    private sealed class Counted(string id, bool isTrivial, bool isRepeatable) : IProcess
    {
        public ProcessDescription Description { get; } = new()
        {
            Id = id,
            Title = id,
            IsTrivial = isTrivial,
            IsRepeatable = isRepeatable,
            Inputs = [new("effects", []) { Title = "Folder where marks are left" }, new("number", []) { Title = "Number" }, new("time", []) { Title = "ms" }],
            Outputs = [new("out", []) { Title = "The number" }],
        };

        public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
        {
            var number = job.Inputs["number"]!.GetValue<int>();
            var time = job.Inputs["time"]!.GetValue<int>();
            if (isTrivial)
            {
                Leave(job, number);
                job.AddValue("out", number);
                return;
            }

            await using (var file = File.Create(Path.Combine(job.Folder, "out.bin")))
            {
                for (var part = 0; part < 10; part++)
                {
                    await Task.Delay(time / 10, cancellationToken);
                    await file.WriteAsync(Enumerable.Repeat((byte)number, FileLength / 10).ToArray(), cancellationToken);
                    job.Report(part / 10.0, "working");
                }
            }

            job.Log(LogLevel.Info, "done");
            job.AddFile("out", "out.bin", "application/octet-stream");
            Leave(job, number);
        }

        /// <summary>A file of its own for each effect: no two writers can disturb each other.</summary>
        private static void Leave(JobContext job, int number) =>
            File.Create(Path.Combine(job.Inputs["effects"]!.GetValue<string>(), $"{number}-{Guid.NewGuid():N}")).Dispose();
    }
}
