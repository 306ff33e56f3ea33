using System.Net;
using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Server.Hosting;

/// <summary>What must hold before anything is opened.</summary>
internal static partial class OptionCheck
{
    /// <exception cref="ProblemException">InvalidInput with every fault, each under the name of its option.</exception>
    public static void Check(ServerOptions options)
    {
        List<Fault> faults = [.. Addresses(options), .. Cql(options), .. AccessCheck.Faults(options)];
        Require(options.Workers is >= 1 and <= 1024, "/workers", $"The number of workers is {options.Workers}; it must be from 1 to 1024.");
        Require(options.MaxRequestBytes >= 1 << 20, "/maxRequestBytes", "The largest request body must be at least 1 MiB (1048576 bytes).");
        Require(options.MaxConnections >= 1, "/maxConnections", "At least one connection must be allowed.");
        Require(options.DrainTime >= TimeSpan.Zero, "/drainTime", "The drain time must not be negative.");
        Require(options.Fetch.MaxBytes > 0, "/fetch/maxBytes", "The largest input must be at least 1 byte.");
        Require(options.Fetch.Schemes.All(scheme => scheme is "http" or "https"), "/fetch/schemes", "Only http and https can be fetched.");
        Require(
            options.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
            "/publicUrl",
            $"The public URL '{options.PublicUrl}' must be absolute, such as https://maps.example.org/.");
        Require(
            options.Executor == "local" || (options.Executor == "slurm" && options.Slurm is not null),
            "/executor",
            $"The executor '{options.Executor}' is none of this server; it must be 'local', or 'slurm' together with --slurm.");
        Require(
            options.Slurm is null or { MaxJobs: >= 1 and <= 10_000 },
            "/slurm/maxJobs",
            $"The number of jobs in the cluster is {options.Slurm?.MaxJobs}; it must be from 1 to 10000.");
        Require(
            options.Slurm?.Options.All(option => option.StartsWith('-')) ?? true,
            "/slurm/options",
            "Each option for Slurm must be one of sbatch, written whole, such as --constraint=haswell.");
        Require(
            options.Collections.All(Directory.Exists),
            "/collections",
            $"A folder of collections is not there: {string.Join(", ", options.Collections.Where(folder => !Directory.Exists(folder)))}.");
        Require(
            options.Datasets.All(Path.Exists),
            "/datasets",
            $"A file or folder of data sets is not there: {string.Join(", ", options.Datasets.Where(path => !Path.Exists(path)))}.");
        Require(
            options.Packages.Images is not { } images || Directory.Exists(images),
            "/packages/images",
            $"The folder of container images '{options.Packages.Images}' is not there.");
        Require(
            options.Packages is { MaxMemoryMiB: >= 64, MaxCores: >= 1, MaxDiskMiB: >= 1, MaxProcesses: >= 16 },
            "/packages",
            "Packages need at least 64 MiB of memory, 1 core, 1 MiB of disk and 16 processes.");
        Require(
            options.Packages.Registries.All(host => Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Unknown),
            "/packages/registries",
            "A registry is named by its host, such as registry.example.org or localhost:5000.");
        if (faults.Count > 0)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, string.Join(' ', faults.Select(fault => fault.Message)), faults[0].Pointer, faults));
        }

        void Require(bool holds, string pointer, string message)
        {
            if (!holds)
            {
                faults.Add(new(pointer, message));
            }
        }
    }

    private static IEnumerable<Fault> Cql(ServerOptions options)
    {
        if (options.CqlPort is < 0 or > 65_535)
        {
            yield return new("/cqlPort", $"The port for CQL is {options.CqlPort}; it must be from 0 to 65535.");
        }

        if (!Keyspace().IsMatch(options.CqlKeyspace) || options.CqlKeyspace.StartsWith("system", StringComparison.Ordinal))
        {
            yield return new(
                "/cqlKeyspace",
                $"'{options.CqlKeyspace}' can be no keyspace; one has up to 48 lower-case letters, digits and underscores, begins with a letter, and not with 'system'.");
        }
    }

    private static IEnumerable<Fault> Addresses(ServerOptions options)
    {
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
        {
            yield return new("/urls", "There is no address to listen on; give one such as http://127.0.0.1:8080.");
        }

        foreach (var url in urls)
        {
            // The wildcards of ASP.NET Core are no hosts for Uri.
            var plain = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            {
                yield return new("/urls", $"'{url}' is no address to listen on; write http://HOST:PORT, with TLS and paths left to a proxy in front.");
            }
            else if (options.Access == AccessMode.Open && !IsLoopback(address))
            {
                yield return new(
                    "/urls",
                    $"Without keys the server listens on loopback addresses only, and '{url}' is none; use --auth keys, token or mixed, or an address such as http://127.0.0.1:8080.");
            }
        }
    }

    private static bool IsLoopback(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host, out var found) && IPAddress.IsLoopback(found));

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,47}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keyspace();
}
