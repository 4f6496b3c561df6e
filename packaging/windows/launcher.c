/* MediaDesk.exe: finds the version in use and runs it in this process.

   current.ini beside it names the version: [app] current=1.2.3. Only digits and dots are taken, so that
   the name cannot lead out of the folder. "--previous" as the first word runs the version before.
   Built twice: for the window, and with CONSOLE for support and scripts. */
#define UNICODE
#define _UNICODE
#include <wchar.h>
#include <windows.h>

#include <shellapi.h>

#define LONGEST 32768

typedef int (*py_main)(int, wchar_t **);

static wchar_t program[LONGEST], folder[LONGEST], path[LONGEST + 256];

static void end(const wchar_t *english, const wchar_t *russian, const wchar_t *kazakh) {
    wchar_t text[2048];
    wsprintfW(text, L"%s\n\n%s\n\n%s\n\n(%lu)", kazakh, russian, english, GetLastError());
#ifdef CONSOLE
    char bytes[6144];
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    DWORD written;
    WriteFile(GetStdHandle(STD_ERROR_HANDLE), bytes, size > 0 ? size - 1 : 0, &written, NULL);
#else
    MessageBoxW(NULL, text, L"MediaDesk", MB_ICONERROR | MB_OK);
#endif
    ExitProcess(111);
}

static void incomplete(void) {
    end(L"The program's files are incomplete. Please install MediaDesk again: the data is safe.",
        L"Файлы программы неполны. Установите MediaDesk заново: данные целы.",
        L"Бағдарлама файлдары толық емес. MediaDesk-ті қайта орнатыңыз: деректер аман.");
}

static int run(void) {
    /* No library is taken from the working folder or PATH. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST - 1);
    if (length == 0 || length >= LONGEST - 1) incomplete();
    lstrcpyW(folder, program);
    wchar_t *slash = wcsrchr(folder, L'\\');
    if (slash == NULL) incomplete();
    slash[1] = 0;

    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    int is_previous = count > 1 && lstrcmpW(words[1], L"--previous") == 0;
    wchar_t version[32];
    lstrcpyW(path, folder);
    lstrcatW(path, L"current.ini");
    GetPrivateProfileStringW(L"app", is_previous ? L"previous" : L"current", L"", version, 32, path);
    if (*version == 0) incomplete();
    for (const wchar_t *sign = version; *sign; sign++)
        if (!((*sign >= L'0' && *sign <= L'9') || (*sign == L'.' && sign[1] != L'.'))) incomplete();

    /* The folder of the interpreter has the C++ runtime too: every library of the version finds it. */
    lstrcpyW(path, folder);
    lstrcatW(path, L"versions\\");
    lstrcatW(path, version);
    lstrcatW(path, L"\\runtime");
    AddDllDirectory(path);
    lstrcatW(path, L"\\python311.dll");
    HMODULE library = LoadLibraryExW(
        path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (library == NULL) incomplete();
    py_main main = (py_main)(void *)GetProcAddress(library, "Py_Main");
    if (main == NULL) incomplete();

    wchar_t **args = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *args * (count + 6));
    int n = 0;
    args[n++] = program;
    args[n++] = L"-X";
    args[n++] = L"utf8";
    args[n++] = L"-B";
    args[n++] = L"-m";
    args[n++] = L"mediadesk";
    for (int i = is_previous ? 2 : 1; i < count; i++) args[n++] = words[i];
    return main(n, args);
}

#ifdef CONSOLE
int main(void) { return run(); }
#else
int WINAPI WinMain(HINSTANCE self, HINSTANCE none, LPSTR words, int show) {
    (void)self, (void)none, (void)words, (void)show;
    return run();
}
#endif
