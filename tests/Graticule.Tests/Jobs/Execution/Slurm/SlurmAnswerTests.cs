using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Execution.Slurm;

namespace Graticule.Tests.Jobs.Execution.Slurm;

/// <summary>Answers of Slurm 22.05.8, as they were, read.</summary>
public sealed class SlurmAnswerTests
{
    private const string Queue = """
        5|CANCELLED|Resources|0|1||1795310294|1795310294|(null)|
        1|COMPLETED|None|0|1|n16801|1795310293|1795310293|tick1|
        2_2|FAILED|NonZeroExitCode|1792|1|n16801|1795310293|1795310294|tick2|
        8|PENDING|PartitionConfig|0|100||N/A|N/A|(null)|
        9|PENDING|Resources|0|1||1795310354|NONE|(null)|
        7_3|PENDING|JobHeldUser|0|1||N/A|N/A|(null)|
        3|CANCELLED|None|15|1|n16801|1795310294|1795310327|(null)|
        4|RUNNING|None|0|1|n16801|1795310294|1795310354|a|b|
        21_0|NODE_FAIL|NodeDown|0|1|n16805|1795312828|1795312857|tick3|
        12|OUT_OF_MEMORY|OutOfMemory|253|1|n16804|1795312829|1795312830|(null)|
        20|TIMEOUT|TimeLimit|15|1|n16804|1795312828|1795312917|(null)|

        """;

    private const string Accounting = """
        2|CANCELLED by 0|0:0|1795312529|1795312533|n16801|1|00:00.003|
        2.batch|CANCELLED|0:15|1795312529|1795312534|n16801|1|00:00.003|4864K
        3|FAILED|7:0|1795312530|1795312531|n16801|1|00:00.003|
        3.batch|FAILED|7:0|1795312530|1795312531|n16801|1|00:00.003|1092K
        1_0|COMPLETED|0:0|1795312527|1795312530|n16801|1|00:00.632|
        1_0.batch|COMPLETED|0:0|1795312527|1795312530|n16801|1|00:00.632|109636K
        """;

    [Fact]
    public void Every_line_of_the_queue_is_a_job()
    {
        var jobs = Squeue.Parse(Queue).ToDictionary(job => job.Handle);

        Assert.Equal(11, jobs.Count);
        Assert.Equal(new ExitStatus(7, 0), jobs["2_2"].Exit);
        Assert.Equal(new ExitStatus(0, 15), jobs["3"].Exit);
        Assert.Equal("tick2", jobs["2_2"].Comment);
        Assert.Equal("a|b", jobs["4"].Comment);
        Assert.Equal(("n16805", 1), (jobs["21_0"].Nodes, jobs["21_0"].Cores));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795310293), jobs["2_2"].StartedAt);
        Assert.Equal((null, null, null), (jobs["7_3"].StartedAt, jobs["7_3"].EndedAt, jobs["7_3"].Nodes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller (connect failure)")]
    [InlineData("1|2|3\n\n||")]
    public void What_is_no_answer_is_no_job(string output) => Assert.Empty(Squeue.Parse(output));

    [Fact]
    public void The_tasks_of_an_array_are_asked_for_by_its_number() =>
        Assert.Contains("--jobs=12,7", Squeue.Arguments(["12_0", "12_11", "7", "12_3"]));

    [Theory]
    [InlineData("TIMEOUT", WorkState.Lost, false, "longer than its limit of 2 min")]
    [InlineData("OUT_OF_MEMORY", WorkState.Lost, false, "more memory than its limit of 300 MiB")]
    [InlineData("DEADLINE", WorkState.Lost, false, "deadline")]
    [InlineData("CANCELLED", WorkState.Lost, false, "cancelled in the cluster (Why)")]
    [InlineData("NODE_FAIL", WorkState.Lost, true, "lost the node on n[1-2]")]
    [InlineData("BOOT_FAIL", WorkState.Lost, true, "on n[1-2] that the job was to run on could not be started")]
    [InlineData("PREEMPTED", WorkState.Lost, true, "make way")]
    [InlineData("REVOKED", WorkState.Lost, true, "another cluster")]
    [InlineData("FAILED", WorkState.Exited, true, "ended with exit code 3 on n[1-2], without a report. Its last words: oh no")]
    [InlineData("COMPLETED", WorkState.Exited, true, "without a report")]
    public void Each_end_has_its_words_and_says_whether_to_try_again(string state, WorkState expected, bool mayRetry, string words)
    {
        var job = new SlurmJob("1", state, new(3, 0)) { Reason = "Why", Nodes = "n[1-2]" };

        var loss = SlurmState.WhyLost(job, new() { MemoryMiB = 300, WallTime = TimeSpan.FromSeconds(61) }, "oh no");

        Assert.Equal((expected, mayRetry), (SlurmState.Of(state), loss.MayRetry));
        Assert.Contains(words, loss.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PENDING", WorkState.Waiting)]
    [InlineData("CONFIGURING", WorkState.Waiting)]
    [InlineData("REQUEUE_HOLD", WorkState.Waiting)]
    [InlineData("RUNNING", WorkState.Running)]
    [InlineData("COMPLETING", WorkState.Running)]
    [InlineData("SUSPENDED", WorkState.Running)]
    [InlineData("A_WORD_OF_A_LATER_SLURM", WorkState.Running)]
    public void Work_under_way_is_no_loss(string state, WorkState expected) => Assert.Equal(expected, SlurmState.Of(state));

    [Fact]
    public void A_signal_is_named_and_a_second_start_is_told_from_a_failure()
    {
        Assert.Contains("killed by signal 9", SlurmState.WhyLost(new("1", "FAILED", new(0, 9)), Resources.Default, "").Message, StringComparison.Ordinal);
        Assert.Contains("did not start", SlurmState.WhyLost(new("1", "FAILED", new(75, 0)), Resources.Default, "").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounting_gives_each_job_what_its_steps_used()
    {
        var jobs = Sacct.Parse(Accounting).ToDictionary(job => job.Handle);

        Assert.Equal(["1_0", "2", "3"], jobs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("CANCELLED", "n16801", 1), (jobs["2"].State, jobs["2"].Nodes, jobs["2"].Cores));
        Assert.Equal(new ExitStatus(7, 0), jobs["3"].Exit);
        Assert.Equal(0.632, jobs["1_0"].CpuSeconds);
        Assert.Equal(107.07, jobs["1_0"].PeakMemoryMiB!.Value, 2);
        Assert.Equal(3, (jobs["1_0"].EndedAt - jobs["1_0"].StartedAt)!.Value.TotalSeconds);
    }

    [Fact]
    public void Completion_records_say_at_least_how_a_job_ended()
    {
        var jobs = Sacct.Parse("1|COMPLETED|0:0|1795310293|1795310293\n12|OUT_OF_MEMORY|0:125|1795310328|1795310329\n");

        Assert.Equal(["COMPLETED", "OUT_OF_MEMORY"], jobs.Select(job => job.State));
        Assert.All(jobs, job => Assert.Equal((null, null, null), (job.CpuSeconds, job.PeakMemoryMiB, job.Nodes)));
        Assert.Contains("--completion", Sacct.Arguments(["1"], accounting: false));
    }

    [Theory]
    [InlineData("00:00.632", 0.632)]
    [InlineData("03:04.5", 184.5)]
    [InlineData("02:03:04", 7384.0)]
    [InlineData("1-02:03:04", 93_784.0)]
    [InlineData("INVALID", null)]
    [InlineData("", null)]
    public void Processor_time_is_in_seconds(string text, double? seconds) => Assert.Equal(seconds, Sacct.Seconds(text));

    [Theory]
    [InlineData("1048576", 1.0)]
    [InlineData("2048K", 2.0)]
    [InlineData("12.5M", 12.5)]
    [InlineData("1G", 1024.0)]
    [InlineData("", null)]
    [InlineData("16?", null)]
    public void Memory_is_in_mebibytes(string text, double? mebibytes) => Assert.Equal(mebibytes, Sacct.Mebibytes(text));

    [Theory]
    [InlineData("sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)\n", true)]
    [InlineData("sacct: error: Munge encode failed: Failed to access \"/run/munge/munge.socket.2\"", true)]
    [InlineData("sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying.", true)]
    [InlineData("sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified\n", false)]
    [InlineData("sbatch: unrecognized option '--nonsense'\nTry \"sbatch --help\" for more information\n", false)]
    public void A_cluster_that_is_away_is_told_from_one_that_refuses(string errors, bool isPassing) => Assert.Equal(isPassing, SlurmFault.IsPassing(errors));

    [Fact]
    public void A_refusal_is_one_sentence_without_the_name_of_the_command() => Assert.Equal(
        "Batch job submission failed: Invalid partition name specified",
        SlurmFault.Sentence("sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified\n"));

    [Fact]
    public void The_configuration_tells_what_the_cluster_can_do()
    {
        var facts = Scontrol.Parse(
            """
            Configuration data as of 2026-11-22T01:18:15
            AccountingStorageType   = accounting_storage/none
            ClusterName             = graticule
            JobCompType             = jobcomp/filetxt
            MaxArraySize            = 1001
            SLURM_VERSION           = 22.05.8

            Slurmctld(primary) at localhost is UP
            """);

        Assert.Equal(new ClusterFacts("graticule", "22.05.8", 1001, HasAccounting: false, HasCompletions: true), facts);
        Assert.Null(Scontrol.Parse("slurm_load_ctl_conf error: Unable to contact slurm controller"));
    }

    [Fact]
    public void Nodes_that_take_no_jobs_are_counted_with_their_reasons()
    {
        var nodes = Sinfo.Parse("idle|3|none\nmix|2|none\ndrain|1|Duplicate jobid\ndown*|2|Not responding\nidle*|1|none\n");

        Assert.Equal((9, 4), (nodes.All, nodes.Unusable));
        Assert.Equal("1 drain (Duplicate jobid), 2 down* (Not responding), 1 idle* (none)", nodes.Troubles);
    }
}
