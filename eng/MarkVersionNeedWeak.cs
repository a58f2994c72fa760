using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Marks the symbol versions that a 64-bit ELF library needs and this system's libraries lack as weak (VER_FLG_WEAK), so that the dynamic
/// linker loads it all the same. libLibTorchSharp.so 0.107 needs GLIBCXX_3.4.32 for one symbol that it never calls
/// (_ZSt21ios_base_library_initv); Debian 12 has 3.4.30. A library whose versions are all here is left untouched.
/// </summary>
public sealed class MarkVersionNeedWeak : Task
{
    private const ushort WeakFlag = 2;
    private const uint VersionNeedSection = 0x6ffffffe;

    [Required]
    public string Library { get; set; }

    public override bool Execute()
    {
        var missing = MissingVersions();
        if (missing.Count == 0)
            return true;
        var written = File.GetLastWriteTimeUtc(Library);
        var bytes = File.ReadAllBytes(Library);
        if (!Mark(bytes, missing))
            return true;
        // A new file, not a write in place: the old one may be mapped by a running program, or be a link into the package cache.
        var marked = Library + ".marked";
        File.WriteAllBytes(marked, bytes);
        File.SetLastWriteTimeUtc(marked, written);
        File.Delete(Library);
        File.Move(marked, Library);
        Log.LogMessage(MessageImportance.Normal, "{0}: marked {1} as weak", Library, string.Join(", ", missing));
        return true;
    }

    /// <summary>The versions that the dynamic linker does not find, as ldd reports them.</summary>
    private HashSet<string> MissingVersions()
    {
        var start = new ProcessStartInfo("ldd", "\"" + Library + "\"")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.EnvironmentVariables["LC_ALL"] = "C";
        using (var ldd = Process.Start(start))
        {
            var errors = ldd.StandardError.ReadToEndAsync();
            var output = ldd.StandardOutput.ReadToEnd() + errors.Result;
            ldd.WaitForExit();
            return new HashSet<string>(Regex.Matches(output, @"version `([^']+)' not found").Cast<Match>().Select(m => m.Groups[1].Value));
        }
    }

    /// <summary>Sets the flag in the entries (Elf64_Vernaux) of .gnu.version_r; false if all of them have it already.</summary>
    private static bool Mark(byte[] elf, HashSet<string> versions)
    {
        var changed = false;
        var sections = (int)BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a), count = BitConverter.ToUInt16(elf, 0x3c);
        for (var section = sections; section < sections + (count * size); section += size)
        {
            if (BitConverter.ToUInt32(elf, section + 4) != VersionNeedSection)
                continue;
            var names = (int)BitConverter.ToInt64(elf, sections + (BitConverter.ToInt32(elf, section + 0x28) * size) + 0x18);
            var need = (int)BitConverter.ToInt64(elf, section + 0x18);
            for (var left = BitConverter.ToInt32(elf, section + 0x2c); left > 0; left--)
            {
                var entry = need + BitConverter.ToInt32(elf, need + 8);
                for (int i = BitConverter.ToUInt16(elf, need + 2); i > 0; i--)
                {
                    var flags = BitConverter.ToUInt16(elf, entry + 4);
                    if (versions.Contains(TextAt(elf, names + BitConverter.ToInt32(elf, entry + 8))) && (flags & WeakFlag) == 0)
                    {
                        BitConverter.GetBytes((ushort)(flags | WeakFlag)).CopyTo(elf, entry + 4);
                        changed = true;
                    }
                    entry += BitConverter.ToInt32(elf, entry + 12);
                }
                need += BitConverter.ToInt32(elf, need + 12);
            }
        }
        return changed;
    }

    private static string TextAt(byte[] bytes, int start) =>
        Encoding.ASCII.GetString(bytes, start, Array.IndexOf<byte>(bytes, 0, start) - start);
}
