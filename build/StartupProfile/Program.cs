using System.Diagnostics;
using MultimodalPapers.StartupProfile;

// What a publish calls: StartupProfile PROGRAM PROFILE.mibc FOLDER -- ARGUMENT... [-- ARGUMENT...]
if (args is not [var program, var profile, var folder, "--", .. var runs])
{
    Console.Error.WriteLine("StartupProfile PROGRAM PROFILE.mibc FOLDER -- ARGUMENT... [-- ARGUMENT...]: runs the program in the folder, once for each list of arguments, "
        + "and writes the methods that it used as a profile.");
    return 1;
}
var watch = Stopwatch.StartNew();
var used = new SortedSet<string>(StringComparer.Ordinal);
foreach (var arguments in Recording.Split(runs))
    used.UnionWith(Recording.Of(program, arguments, folder));
var resolver = new MethodResolver(program);
var writer = new ProfileWriter(Path.GetFileNameWithoutExtension(profile));
var unknown = 0;
foreach (var method in used)
{
    var found = resolver.Find(method);
    foreach (var one in found)
        writer.Add(one);
    unknown += found.Count == 0 ? 1 : 0;
}
File.WriteAllBytes(profile, writer.ToBytes());
Console.WriteLine($"{used.Count - unknown:N0} methods recorded, {unknown:N0} that have no name to record, in {watch.Elapsed.TotalSeconds:F0} s");
return 0;
