using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// Remembers for a while whom tokens speak for, so that a busy caller does not cost a look-up or a signature a request. Tokens are not kept,
/// only their hashes. Holds a bounded number; when that is reached, what is over goes first, then everything.
/// </summary>
internal sealed class TokenMemory(TimeProvider clock, int most = 10_000)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public static string Hash(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <param name="hash">Of the token.</param>
    /// <param name="basis">What the answer must rest on, compared by reference; null: nothing.</param>
    public Authentication? Find(string hash, object? basis = null) =>
        _entries.TryGetValue(hash, out var entry) && ReferenceEquals(entry.Basis, basis) && clock.GetElapsedTime(entry.At) < entry.For ? entry.Found : null;

    public void Keep(string hash, Authentication found, TimeSpan time, object? basis = null)
    {
        if (_entries.Count >= most)
        {
            MakeRoom();
        }

        _entries[hash] = new(found, clock.GetTimestamp(), time, basis);
    }

    public void Forget(string hash) => _entries.TryRemove(hash, out _);

    private void MakeRoom()
    {
        foreach (var (hash, entry) in _entries)
        {
            if (clock.GetElapsedTime(entry.At) >= entry.For)
            {
                _entries.TryRemove(hash, out _);
            }
        }

        if (_entries.Count >= most)
        {
            _entries.Clear();
        }
    }

    private sealed record Entry(Authentication Found, long At, TimeSpan For, object? Basis);
}
